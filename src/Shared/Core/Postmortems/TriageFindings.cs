using OnCall.Core.Incidents;

namespace OnCall.Core.Postmortems;

/// <summary>What was found when it was looked at first: what the service saw by itself while ticking the checklist.</summary>
static class TriageFindings
{
    const int MaxFindings = 40;

    /// <summary>In the order in which they were found. This is the one place that knows in which events findings stand.</summary>
    public static IReadOnlyList<TriageFinding> Of(IncidentRecord record) =>
    [
        .. record.All<IncidentEvent.StepsTicked>().SelectMany(e => e.Ticks)
            .Where(tick => tick.Finding is not null)
            .Select(tick => new TriageFinding(tick.At, tick.Step.Spoken(), tick.Finding!))
            .Take(MaxFindings),
    ];
}

/// <param name="What">What was looked at.</param>
sealed record TriageFinding(DateTimeOffset At, string What, string Finding);
