namespace OnCall.Adapters.Slack;

/// <summary>Where a message stands: <c>channel/ts</c>. A channel's messages have unique timestamps.</summary>
public sealed record SlackReceipt(string Channel, string Ts)
{
    /// <summary>Null when it is not one of ours.</summary>
    public static SlackReceipt? Parse(string? receipt) =>
        receipt?.Split('/') is [{ Length: > 0 } channel, { Length: > 0 } ts] ? new SlackReceipt(channel, ts) : null;

    public override string ToString() => $"{Channel}/{Ts}";
}
