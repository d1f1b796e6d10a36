using System.Globalization;
using OnCall.Core.Alerts;
using OnCall.Core.Incidents;
using OnCall.Core.Rotation;
using OnCall.Core.Text;
using static OnCall.Core.Postmortems.Markdown;

namespace OnCall.Core.Postmortems;

/// <summary>The facts at the top of a postmortem.</summary>
static class PostmortemOverview
{
    public static string Of(IncidentRecord record, OnCallZone zone) =>
        Table(["Fact", ""], Rows(record, zone).Select(row => (IReadOnlyList<string>)[row.What, row.Value]));

    /// <summary>What pages by itself is a P1 by the team's rules; which of them it was is known when we triggered it.</summary>
    public static string WhyItPaged(Page page) => page.Cause is { } cause
        ? $"{Foreign(cause.Why)} (rule {Code(cause.Rule)}){Links(cause)}"
        : "PagerDuty paged for something else than what this service watches: see the alert there.";

    static string Links(Cause cause) =>
        cause.Links.Count == 0 ? "" : $"\n\n{List(cause.Links.Select(link => Link(link.Text, link.Url)))}";

    static IEnumerable<(string What, string Value)> Rows(IncidentRecord record, OnCallZone zone)
    {
        var page = record.Page;
        yield return ("Incident", Link(page.Incident.Value, page.Url));
        if (page.Service is { } service)
            yield return ("Service", Foreign(service));
        yield return ("Severity", page.Cause is { } cause
            ? $"P1, by rule {Code(cause.Rule)}"
            : "P1, because PagerDuty paged: it pages on P1 only");
        yield return ("Started", $"{DateAndTime(record.StartedAt)} ({zone.Show(record.StartedAt)} in {zone.Name})");
        foreach (var row in record.End is { } end ? OfEnd(record, end) : OfOpen(record))
            yield return row;
        if (record.Course is { } course)
            yield return ("Hypothesis at the end", Foreign(course.Hypothesis));
    }

    static IEnumerable<(string, string)> OfEnd(IncidentRecord record, IncidentEnd end)
    {
        yield return ("Acknowledged", end.TimeToAcknowledge is { } after && record.All<IncidentEvent.Acknowledged>().FirstOrDefault() is { } first
            ? $"{DateAndTime(first.At)} by {Foreign(first.By.Name)}: **{after.Spoken()}** after the start (MTTA)"
            : "by nobody");
        yield return ("Resolved", $"{DateAndTime(end.At)} by {Foreign(end.By.Name)}: **{end.TimeToResolve.Spoken()}** after the start (MTTR)");
        if (Owners(record) is { Length: > 0 } owners)
            yield return ("Had it", owners);
        yield return ("Word outward", string.Create(CultureInfo.InvariantCulture, $"{end.Kept} in time, {end.Missed} missed"));
    }

    static IEnumerable<(string, string)> OfOpen(IncidentRecord record)
    {
        yield return ("Resolved", "not yet: this incident is **open**");
        if (Owners(record) is { Length: > 0 } owners)
            yield return ("Had it", owners);
    }

    // Each as often as they took it over from somebody else.
    static string Owners(IncidentRecord record)
    {
        const int MaxOwners = 10;
        List<string> names = [];
        foreach (var acknowledged in record.All<IncidentEvent.Acknowledged>())
            if (names.LastOrDefault() != acknowledged.By.Name)
                names.Add(acknowledged.By.Name);
        var more = names.Count > MaxOwners ? string.Create(CultureInfo.InvariantCulture, $", and {names.Count - MaxOwners} more") : "";
        return string.Join(", then ", names.Take(MaxOwners).Select(Foreign)) + more;
    }
}
