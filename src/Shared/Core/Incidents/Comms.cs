using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>"Communicate outward every 15 minutes. … Silence is worse than admitting you don't know yet."</summary>
/// <param name="DueAt">When the next word is due.</param>
/// <param name="RemindAt">When whoever has the incident is reminded, if nothing is said by then.</param>
/// <param name="Kept">Words that came in time.</param>
/// <param name="Missed">Words that were due and did not come.</param>
/// <param name="Snoozes">Since the last word.</param>
/// <param name="Last">The last word; null while there is none.</param>
public sealed record Comms(
    DateTimeOffset DueAt, DateTimeOffset RemindAt, int Kept, int Missed, int Snoozes, OutwardWord? Last = null)
{
    const int MostMissed = 10_000;

    public static Comms Begin(DateTimeOffset startedAt, IncidentsPolicy rules) =>
        new(startedAt + rules.CommunicateEvery, startedAt + rules.CommunicateEvery, Kept: 0, Missed: 0, Snoozes: 0);

    public Comms Reminded(DateTimeOffset nextAt) => this with { RemindAt = nextAt };

    public Comms Snoozed(DateTimeOffset until) => this with { DueAt = until, RemindAt = until, Snoozes = Snoozes + 1 };

    public Comms Said(OutwardWord word, int missed, DateTimeOffset nextAt) =>
        new(nextAt, nextAt, Kept + (missed == 0 ? 1 : 0), Missed + missed, Snoozes: 0, word);

    /// <summary>How many words should have come since the last, and did not.</summary>
    public int MissedBy(DateTimeOffset now, IncidentsPolicy rules)
    {
        var late = now - DueAt - rules.CommunicateGrace;
        return late <= TimeSpan.Zero ? 0 : 1 + (int)Math.Min(late / rules.CommunicateEvery, MostMissed);
    }
}

public sealed record OutwardWord(Actor By, string Text, DateTimeOffset At);
