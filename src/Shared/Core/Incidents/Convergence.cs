using OnCall.Core.Policy;

namespace OnCall.Core.Incidents;

/// <summary>"At the 30-minute mark, if you are not clearly converging on a fix, page secondary."</summary>
/// <param name="AskAt">When whoever has the incident is asked (next).</param>
/// <param name="AnswerBy">Asked, and answered by then or it counts as a no; null while nothing is asked.</param>
/// <param name="HelpLevel">The highest level that was paged for help; each is paged for it once.</param>
public sealed record Convergence(DateTimeOffset AskAt, DateTimeOffset? AnswerBy, int HelpLevel)
{
    public static Convergence Begin(DateTimeOffset startedAt, IncidentsPolicy rules) =>
        new(startedAt + rules.ConvergeAfter, AnswerBy: null, HelpLevel: 0);

    public Convergence Settled(DateTimeOffset askAgainAt) => this with { AnswerBy = null, AskAt = askAgainAt };

    /// <summary>Somebody else is being paged: who has the incident then is asked in their turn.</summary>
    public Convergence Interrupted(DateTimeOffset now, IncidentsPolicy rules) =>
        AnswerBy is null ? this : Settled(now + rules.ConvergeAfter);

    /// <summary>Whoever comes after the mark needs a moment to know.</summary>
    public Convergence Acknowledged(DateTimeOffset at, IncidentsPolicy rules) =>
        at < AskAt ? this : Settled(at + rules.ConvergeAfterLateAck);
}
