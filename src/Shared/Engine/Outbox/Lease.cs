using OnCall.Engine.Streams;

namespace OnCall.Engine.Outbox;

/// <summary>
/// How long an effect belongs to the worker that claimed it. Short, because what a worker that died had claimed
/// waits this long; so a worker that lives renews it while it works.
/// </summary>
/// <param name="Clock">The machine's, not the business's: what takes time meanwhile is a neighbour's answer.</param>
public sealed record Lease(TimeProvider Clock)
{
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    public TimeSpan RenewEvery { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// A worker that could not renew stops when this much is left: its call has to be over when another one
    /// looks whether it had arrived, and their clocks may differ by seconds.
    /// </summary>
    public TimeSpan StopBefore { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long what one lane did waits for the other lanes, to be written in one transaction with what they did.
    /// </summary>
    public static readonly TimeSpan WaitForOtherLanes = TimeSpan.FromSeconds(1);

    /// <summary>Whoever dies with it leaves no answer: what came of this attempt is not known then.</summary>
    public static EffectRow Claim(EffectRow row, DateTimeOffset now) => row with
    {
        Attempts = row.Attempts + 1,
        LeasedUntil = now + Duration,
        Answer = null,
        AnswerBefore = row.Answer,
    };

    /// <summary>Gives back what was claimed and not begun.</summary>
    public static EffectRow GiveBack(EffectRow row) =>
        row with { Attempts = row.Attempts - 1, LeasedUntil = row.CreatedAt, Answer = row.AnswerBefore };
}
