using System.Globalization;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Text;

namespace OnCall.Core.Postmortems;

/// <summary>Each event in a sentence. The declaration's edits have none: they say again what stands there already.</summary>
sealed partial class TimelineSentences(OnCallPolicy policy)
{
    /// <summary>Whom the policy knows by the name that it gives them.</summary>
    public string NameOf(Actor actor) => policy.People.FirstOrDefault(person =>
        actor.Id == Actor.SlackUser(person.Slack).Id || actor.Id == Actor.PagerDutyUser(person.PagerDuty, person.Name).Id)?.Name ?? actor.Name;

    public IEnumerable<string> Of(IncidentEvent happened) => happened switch
    {
        IncidentEvent.Shown => [],
        IncidentEvent.StepsTicked e => e.Ticks.Select(Ticked),
        _ => [OfPages(happened) ?? OfCourse(happened)],
    };

    string? OfPages(IncidentEvent happened) => happened switch
    {
        IncidentEvent.Raised e => $"The incident began: {Quoted(e.Page.Title)}. PagerDuty paged {Called(e.Primary)}, who had until {Time(e.AckBy)} to acknowledge.",
        IncidentEvent.Acknowledged e => $"{NameOf(e.By)} acknowledged the page, {(e.At - e.Page.StartedAt).Spoken()} after it.",
        IncidentEvent.Escalated e =>
            $"{Upper(Called(e.Silent))} did not acknowledge in time, so {Called(e.Paged)} was paged, and had until {Time(e.AckBy)}.",
        IncidentEvent.LevelSkipped e => $"The {e.Role.Spoken()} was skipped: nobody else stands on that level.",
        IncidentEvent.ChainExhausted e => $"Nobody was left to page: {Called(e.Silent)}, the last, did not acknowledge.",
        IncidentEvent.PageRefused { Paged: { } paged } e => $"PagerDuty did not page {Called(paged)}: {e.Why}",
        IncidentEvent.PageRefused e => $"PagerDuty did not do what it was told: {e.Why}",
        IncidentEvent.PageNotNeeded e => $"{e.Spared.Name} was not paged after all: {e.Why}",
        IncidentEvent.PagedUp { Cause: PageUpCause.NotConverging } e =>
            $"{Upper(Called(e.Paged))} was paged to help, and had until {Time(e.AckBy)}. Note: {Quoted(e.Reason)}",
        IncidentEvent.PagedUp e => $"{NameOf(e.By)} had {Called(e.Paged)} paged by hand, until {Time(e.AckBy)}. Note: {Quoted(e.Reason)}",
        IncidentEvent.PageConfirmed e => $"PagerDuty confirmed that it pages {NameOf(e.To)}.",
        IncidentEvent.Reassigned e => $"{NameOf(e.By)} re-assigned the incident to {NameOf(e.To)} in PagerDuty, who had until {Time(e.AckBy)}.",
        IncidentEvent.AckExpired e => $"{NameOf(e.Owner)}'s acknowledgement was gone; {Called(e.Paged)} had until {Time(e.AckBy)} to acknowledge again.",
        IncidentEvent.Resolved e => $"{NameOf(e.By)} resolved the incident, {(e.At - e.Page.StartedAt).Spoken()} after it began.",
        IncidentEvent.ResolvedUnseen e => $"{NameOf(e.By)} resolved the incident ({Quoted(e.Page.Title)}) before anything else of it was heard.",
        _ => null,
    };

    string Ticked(Tick tick) => tick.Finding is { } found
        ? $"{(tick.By == Actor.Service ? "The service" : NameOf(tick.By))} looked, {tick.Step.Spoken()}: {found}"
        : $"{NameOf(tick.By)} ticked: {tick.Step.Spoken()}.";

    static string Called(Responder responder) => $"{responder.Role.Spoken()} {responder.Person.Name}";

    static string Quoted(string text) => $"“{text.Trim()}”";

    static string Upper(string text) => string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1));

    static string Time(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:HH:mm}");
}
