using OnCall.Core.Incidents;
using OnCall.Core.Triage;

namespace OnCall.Core.Postmortems;

/// <summary>What triage found, run after run; where none ran, what the service saw by itself while ticking the checklist.</summary>
static class RecordedTriage
{
    const int MaxFindings = 40;

    /// <summary>In the order in which they were found. This is the one place that knows in which events findings stand.</summary>
    public static IReadOnlyList<RecordedFinding> Of(IncidentRecord record)
    {
        var runs = record.All<IncidentEvent.Triaged>().SelectMany(OfRun).ToList();
        return [.. (runs.Count > 0 ? runs : OfTicks(record)).Take(MaxFindings)];
    }

    static IEnumerable<RecordedFinding> OfRun(IncidentEvent.Triaged run) =>
        run.Findings.Found.OrderBy(one => one.Check)
            .Select(one => new RecordedFinding(run.At, one.Check.Spoken(), Said(one)))
            .Prepend(new RecordedFinding(run.At, "Verdict", run.Findings.Verdict));

    static IEnumerable<RecordedFinding> OfTicks(IncidentRecord record) => record.All<IncidentEvent.StepsTicked>()
        .SelectMany(e => e.Ticks)
        .Where(tick => tick.Finding is not null)
        .Select(tick => new RecordedFinding(tick.At, tick.Step.Spoken(), tick.Finding!));

    static string Said(TriageFinding found) => string.Join("; ",
        [
            found.Mark == TriageMark.NotRead ? $"could not be read: {found.Says}" : found.Says,
            .. found.Lines.Select(line => line.IsSuspect ? $"{line.Text} (suspect)" : line.Text),
            .. found.Gaps,
        ]);
}

/// <param name="What">What was looked at.</param>
sealed record RecordedFinding(DateTimeOffset At, string What, string Finding);
