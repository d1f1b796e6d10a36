namespace OnCall.Engine.Outbox;

/// <summary>What came of telling a neighbour something. Adapters classify; the outbox decides what follows.</summary>
public abstract record Delivery
{
    Delivery() { }

    /// <param name="Answer">In words, for the record: "ok", "was acknowledged already".</param>
    /// <param name="Receipt">What the neighbour calls the result, when later effects need it.</param>
    public sealed record Done(string Answer, string? Receipt = null) : Delivery;

    /// <summary>
    /// When its turn came, there was no reason for it any more, and none for what was decided to follow it in its lane.
    /// The process is told.
    /// </summary>
    public sealed record NotNeeded(string Why) : Delivery;

    /// <param name="After">How long the neighbour asked us to wait; null leaves it to the outbox.</param>
    public sealed record RetryLater(string Why, TimeSpan? After = null) : Delivery;

    /// <summary>
    /// It was not taken, and nobody saw it: there is no room for it now. Counts as no attempt, however often it happens, so
    /// that what waits in a long queue is never given up.
    /// </summary>
    /// <param name="After">When there is room, as far as is known.</param>
    public sealed record NotYet(string Why, TimeSpan After) : Delivery;

    /// <summary>Trying again cannot help.</summary>
    public sealed record GiveUp(string Why) : Delivery;
}
