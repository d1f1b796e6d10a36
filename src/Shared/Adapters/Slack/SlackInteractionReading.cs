namespace OnCall.Adapters.Slack;

/// <summary>What somebody did with what we showed in Slack: pressed a button, sent a form.</summary>
public abstract record SlackInteractionReading
{
    SlackInteractionReading() { }

    /// <param name="User">Slack's id of the person.</param>
    /// <param name="Value">What we gave the button when it was posted; null for a control without one.</param>
    /// <param name="Message">Where the button stands; null in a modal.</param>
    /// <param name="ThreadTs">The message that <paramref name="Message"/> replies to.</param>
    /// <param name="TriggerId">Opens one modal, within three seconds.</param>
    /// <param name="ResponseUrl">Where to answer this person, five times in half an hour.</param>
    public sealed record Pressed(
        string User, string ActionId, string? Value, SlackReceipt? Message, string? ThreadTs, string TriggerId,
        Uri? ResponseUrl) : SlackInteractionReading;

    /// <param name="Values">What was typed, by block id; an empty text where nothing was.</param>
    public sealed record Submitted(
        string User, string CallbackId, string PrivateMetadata, IReadOnlyDictionary<string, string> Values, string ViewId)
        : SlackInteractionReading;

    /// <summary>Something that nothing is to be done about, such as a modal that was closed.</summary>
    public sealed record Unused(string Type) : SlackInteractionReading;

    /// <param name="Why">One sentence.</param>
    public sealed record Malformed(string Why) : SlackInteractionReading;
}
