using System.Diagnostics;
using System.Text.Json.Serialization;
using OnCall.Core.Incidents;
using OnCall.Core.Postmortems;
using OnCall.Engine.Incidents;

namespace OnCall.Functions.Incidents;

/// <param name="Open">The longest open first.</param>
/// <param name="Closed">Closed last comes first; of older ones each is found by its id.</param>
sealed record IncidentsAnswer(IReadOnlyList<IncidentAnswer> Open, IReadOnlyList<IncidentAnswer> Closed)
{
    public static IncidentsAnswer Of(IReadOnlyList<StoredIncident> open, IReadOnlyList<IncidentEnd> closed, DateTimeOffset now) => new(
        [.. open.Select(one => IncidentAnswer.Of(one.State, now))], [.. closed.Select(IncidentAnswer.Of)]);
}

/// <param name="State">"paging", "unanswered", "acknowledged" or "resolved".</param>
/// <param name="Paged">Who is being paged; also while somebody has it who needs help.</param>
/// <param name="Owner">Who has it.</param>
/// <param name="Age">How long it is open.</param>
/// <param name="TimeToAcknowledge">MTTA; left out when nobody ever acknowledged it.</param>
/// <param name="TimeToResolve">MTTR; left out while it is open.</param>
/// <param name="Postmortem">Where its draft was offered.</param>
/// <param name="Markdown">Where its draft can be had in any case.</param>
/// <param name="LeftOut">How many entries in the middle of the timeline are left out.</param>
sealed record IncidentAnswer(
    string Id, string Title, string State, DateTimeOffset StartedAt, string? Service, Uri? Url,
    string? Paged, DateTimeOffset? AcknowledgeBy, string? Owner, TimeSpan? Age, string? Hypothesis,
    DateTimeOffset? ResolvedAt, string? ResolvedBy, TimeSpan? TimeToAcknowledge, TimeSpan? TimeToResolve,
    int? WordsKept, int? WordsMissed, Uri? Postmortem, string? WhyNoPostmortem,
    string Self, string Markdown, IReadOnlyList<TimelineAnswer>? Timeline, int? LeftOut)
{
    public static IncidentAnswer Of(IncidentRecord record, Timeline timeline, DateTimeOffset now) =>
        (record.End is { } end ? Of(end) : Of(record.Last!, now)) with
        {
            Hypothesis = record.Course?.Hypothesis,
            Timeline = [.. timeline.Entries.Select(entry => new TimelineAnswer(entry.At, entry.Who, entry.Sentence, entry.Rule.Id))],
            LeftOut = timeline.LeftOut,
        };

    public static IncidentAnswer Of(Incident.Open open, DateTimeOffset now)
    {
        var paging = open as Incident.Paging;
        return About(open.Page, StateOf(open)) with
        {
            Paged = paging?.Paged.Person.Name,
            AcknowledgeBy = paging?.AckBy,
            Owner = open.Course?.Owner?.Name ?? (open as Incident.Acknowledged)?.Owner.Name,
            Age = Whole(now - open.Page.StartedAt),
            Hypothesis = open.Course?.Hypothesis,
            TimeToAcknowledge = open.Course?.FirstAcknowledgedAt is { } at ? Whole(at - open.Page.StartedAt) : null,
        };
    }

    public static IncidentAnswer Of(IncidentEnd end) => About(end.Page, "resolved") with
    {
        ResolvedAt = end.At,
        ResolvedBy = end.By.Name,
        TimeToAcknowledge = end.TimeToAcknowledge is { } after ? Whole(after) : null,
        TimeToResolve = Whole(end.TimeToResolve),
        WordsKept = end.Kept,
        WordsMissed = end.Missed,
        Postmortem = end.Postmortem,
        WhyNoPostmortem = end.WhyNoPostmortem,
    };

    static IncidentAnswer About(Page page, string state)
    {
        var self = $"/api/incidents/{Uri.EscapeDataString(page.Incident.Value)}";
        return new IncidentAnswer(
            page.Incident.Value, page.Title, state, page.StartedAt, page.Service, page.Url, Paged: null, AcknowledgeBy: null, Owner: null,
            Age: null, Hypothesis: null, ResolvedAt: null, ResolvedBy: null, TimeToAcknowledge: null, TimeToResolve: null,
            WordsKept: null, WordsMissed: null, Postmortem: null, WhyNoPostmortem: null,
            self, $"{self}?format=markdown", Timeline: null, LeftOut: null);
    }

    static string StateOf(Incident.Open open) => open switch
    {
        Incident.Paging => "paging",
        Incident.Unanswered => "unanswered",
        Incident.Acknowledged => "acknowledged",
        _ => throw new UnreachableException($"No word for {open}."),
    };

    // Nobody reads what is less than a second; and clocks need not agree.
    static TimeSpan Whole(TimeSpan time) => TimeSpan.FromSeconds(Math.Max(0, Math.Floor(time.TotalSeconds)));
}

/// <param name="Rule">The id of the rule; docs/runbook-map.md has its sentence.</param>
sealed record TimelineAnswer(DateTimeOffset At, string Who, string What, string Rule);

/// <summary>What is not known or does not apply is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IncidentsAnswer))]
[JsonSerializable(typeof(IncidentAnswer))]
sealed partial class IncidentsJson : JsonSerializerContext;
