namespace OnCall.Engine.Outbox;

/// <summary>What came of telling a neighbour something. Adapters classify; the outbox decides what follows.</summary>
public abstract record Delivery
{
    Delivery() { }

    /// <param name="Answer">In words, for the record: "ok", "was acknowledged already".</param>
    /// <param name="Receipt">What the neighbour calls the result, when later effects need it.</param>
    public sealed record Done(string Answer, string? Receipt = null) : Delivery;

    /// <param name="After">How long the neighbour asked us to wait; null leaves it to the outbox.</param>
    public sealed record RetryLater(string Why, TimeSpan? After = null) : Delivery;

    /// <summary>Trying again cannot help.</summary>
    public sealed record GiveUp(string Why) : Delivery;
}
