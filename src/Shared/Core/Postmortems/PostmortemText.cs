using System.Globalization;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using static OnCall.Core.Postmortems.Markdown;

namespace OnCall.Core.Postmortems;

/// <summary>
/// The draft of a postmortem, in Markdown: what was recorded stands in it as facts, what only people know as questions.
/// </summary>
public sealed class PostmortemText(OnCallPolicy policy)
{
    const int MaxTitleLength = 150;

    readonly OnCallZone _zone = new(policy.Zone);

    public PostmortemDraft Draft(IncidentRecord record, DeploysInWindow window)
    {
        var title = Cut(record.Page.Title);
        return new PostmortemDraft(
            record.Page.Incident,
            PostmortemDraft.NameOf(record.Page, _zone.DateAt(record.StartedAt)),
            $"Postmortem draft: {title}",
            Summary(record),
            Of(record, window));
    }

    /// <summary>The whole file.</summary>
    public string Of(IncidentRecord record, DeploysInWindow window) => string.Join("\n\n", Parts(record, window)) + "\n";

    IEnumerable<string> Parts(IncidentRecord record, DeploysInWindow window)
    {
        yield return $"# {Foreign(Cut(record.Page.Title))}";
        yield return $"> Postmortem **draft**, made from the record of incident {Foreign(record.Page.Incident.Value)}. What stands here as a fact was "
            + "recorded; what stands here as a question is yours to answer. Take out what does not help.";
        yield return $"Times are UTC. The team's zone is {_zone.Name}.";
        yield return $"## Overview\n\n{PostmortemOverview.Of(record, _zone)}";
        yield return record.MayBeFalseAlarm
            ? "_Was there anything to it? One sentence is enough._"
            : "_What happened, in three sentences, for somebody who was not there:_";
        yield return $"## Why it paged\n\n{PostmortemOverview.WhyItPaged(record.Page)}";
        yield return $"## Timeline\n\n{TimelineOf(record)}";
        if (WordsOutward(record) is { } words)
            yield return $"## Word outward\n\n{words}";
        yield return $"## Deploys in the window\n\n{DeploysMarkdown.Of(window, record.StartedAt, policy.Triage)}";
        yield return $"## Triage results\n\n{Triage(record)}";
        yield return $"## Open questions\n\n{List(PostmortemQuestions.Of(record, window, policy).Select(Foreign), "- [ ]")}";
        if (!record.MayBeFalseAlarm)
            yield return "## What we will do\n\n" + Table(["What", "Who", "By when"], [["", "", ""]]);
    }

    string TimelineOf(IncidentRecord record)
    {
        var timeline = Timeline.Of(record, policy);
        var rows = timeline.Entries.Select((entry, at) => Row(entry, at == 0 ? null : timeline.Entries[at - 1])).ToList();
        if (timeline.LeftOut > 0)
            rows.Insert(Timeline.MaxFirst, ["…", string.Create(CultureInfo.InvariantCulture, $"_{timeline.LeftOut} more are left out here_"), "", ""]);
        return Table(["UTC", "What happened", "Who", "Rule"], rows);
    }

    // The date where it is another than that of the line above.
    static IReadOnlyList<string> Row(TimelineEntry entry, TimelineEntry? before) =>
    [
        entry.At.UtcDateTime.Date == before?.At.UtcDateTime.Date
            ? Time(entry.At)
            : string.Create(CultureInfo.InvariantCulture, $"{entry.At.UtcDateTime:yyyy-MM-dd} {Time(entry.At)}"),
        Foreign(entry.Sentence),
        Foreign(entry.Who),
        Code(entry.Rule.Id),
    ];

    static string? WordsOutward(IncidentRecord record)
    {
        if (record.MayBeFalseAlarm)
            return null;
        const int MaxWords = 100;
        List<IncidentEvent.UpdatePosted> words = [.. record.All<IncidentEvent.UpdatePosted>()];
        if (words.Count == 0)
            return "Nothing was said outward.";
        var more = words.Count > MaxWords ? string.Create(CultureInfo.InvariantCulture, $"\n- … and {words.Count - MaxWords} more") : "";
        return List(words.Take(MaxWords).Select(word => $"{Time(word.At)} {Foreign(word.By.Name)}: {Foreign(word.Text)}")) + more;
    }

    static string Triage(IncidentRecord record) => RecordedTriage.Of(record) is { Count: > 0 } findings
        ? List(findings.Select(one => $"{Time(one.At)} {Foreign(one.What)}: {Foreign(one.Finding)}"))
        : "None was recorded.";

    // Of the pull request: mentions in it would notify people, so it quotes nobody.
    static string Summary(IncidentRecord record) =>
        $"The draft of the postmortem of incident {Foreign(record.Page.Incident.Value)}, made from its record when it was resolved: overview, timeline, "
        + "deploys in the window, triage results, and the questions that the record leaves open.\n\n"
        + "Push to this branch until the questions are answered, then merge it. It is made once: nothing that is written here is overwritten. "
        + "Close it if the incident needs no postmortem.";

    static string Cut(string title)
    {
        var line = string.Join(' ', title.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MaxTitleLength ? line : string.Concat(line.AsSpan(0, MaxTitleLength - 1), "…");
    }
}
