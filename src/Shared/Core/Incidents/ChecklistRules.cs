using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>"Do these in order. Do not skip steps because the cause looks obvious."</summary>
static class ChecklistRules
{
    const int MaxFindingLength = 300;

    /// <summary>
    /// What a person did: with it, what they passed over. What the service sees by itself happens beside what people do, and
    /// passes nothing over.
    /// </summary>
    public static IEnumerable<IncidentEvent> Done(Incident.Open open, ChecklistStep step, Actor by, DateTimeOffset now)
    {
        var list = open.Known.Checklist;
        if (list.PassedOverBy(step) is { Count: > 0 } passedOver)
            yield return new IncidentEvent.StepsSkipped(open.Page, passedOver, step, by, now);
        if (list.TickOf(step) is null)
            yield return new IncidentEvent.StepsTicked(open.Page, [new Tick(step, by, now)], now);
    }

    /// <summary>Null when all of it is known.</summary>
    public static IncidentEvent? Seen(Incident.Open open, IncidentCommand.Checked seen)
    {
        List<Tick> ticks =
        [
            .. seen.Findings.Select(found => new Tick(found.Step, seen.By, seen.Now, Cut(found.Finding)))
                .Where(tick => open.Known.Checklist.TickOf(tick.Step)?.Finding != tick.Finding),
        ];
        return ticks.Count == 0 ? null : new IncidentEvent.StepsTicked(open.Page, ticks, seen.Now);
    }

    static string Cut(string text) => text.Length <= MaxFindingLength ? text : string.Concat(text.AsSpan(0, MaxFindingLength), "…");
}
