namespace OnCall.Adapters.Slack.Commands;

/// <summary>What arrived when somebody typed our slash command.</summary>
public abstract record SlackCommandReading
{
    SlackCommandReading() { }

    /// <param name="User">Slack's id of the person.</param>
    /// <param name="Text">What stands behind the command, as Slack escapes it.</param>
    /// <param name="Trigger">Slack's id of this very command; null when there is none that is one of Slack's.</param>
    /// <param name="ResponseUrl">Where it may be answered later; null when it is no address.</param>
    public sealed record Typed(string User, string Text, string? Trigger = null, Uri? ResponseUrl = null) : SlackCommandReading;

    /// <summary>Slack only looks whether the address answers.</summary>
    public sealed record Check : SlackCommandReading;

    /// <param name="Why">One sentence.</param>
    public sealed record Malformed(string Why) : SlackCommandReading;
}
