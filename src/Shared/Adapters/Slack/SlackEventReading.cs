namespace OnCall.Adapters.Slack;

/// <summary>What a request of Slack's Events API says.</summary>
public abstract record SlackEventReading
{
    SlackEventReading() { }

    /// <summary>Slack asks whether somebody listens at this address; the challenge is to be given back.</summary>
    public sealed record UrlVerification(string Challenge) : SlackEventReading;

    /// <summary>Something that a person did.</summary>
    /// <param name="EventId">
    /// Slack's id of the event. Copies under another id have been seen, so who acts also looks at who did what to
    /// which message.
    /// </param>
    /// <param name="User">Slack's id of the person.</param>
    public abstract record Heard(string EventId, string User) : SlackEventReading;

    /// <param name="Name">As Slack calls the emoji: "+1::skin-tone-3".</param>
    /// <param name="To">What was reacted to. Slack does not say which thread it stands in.</param>
    public sealed record Reaction(
        string EventId, string User, string Name, SlackReceipt To, DateTimeOffset At, bool Removed)
        : Heard(EventId, User);

    /// <param name="Text">In Slack's markup.</param>
    /// <param name="ThreadTs">The message that it replies to; null for one that stands alone.</param>
    public sealed record Message(
        string EventId, string User, string Text, SlackReceipt Receipt, string? ThreadTs, DateTimeOffset At)
        : Heard(EventId, User);

    /// <summary>They look at our app's Home tab.</summary>
    public sealed record HomeOpened(string EventId, string User) : Heard(EventId, User);

    /// <summary>Something that nothing is to be done about: another type, an app's own words, an edit.</summary>
    public sealed record Unused(string Type) : SlackEventReading;

    /// <param name="Why">One sentence.</param>
    public sealed record Malformed(string Why) : SlackEventReading;
}
