namespace OnCall.Adapters.Slack;

/// <summary>
/// Answers one person at once, where only they see it. For what matters in this moment alone: when it does not arrive,
/// nobody makes up for it.
/// </summary>
public sealed class SlackWhispers(SlackCalls calls)
{
    /// <returns>What kept it from being shown, in a sentence; null when it was shown.</returns>
    public async Task<string?> TellAsync(
        SlackReceipt beside, string? thread, string user, SlackMessage message, CancellationToken cancellation) =>
        SlackCalls.WhyNot(await calls.PostAsync(
            "chat.postEphemeral",
            new EphemeralRequest(beside.Channel, user, message.Text, message.Blocks, thread),
            SlackJson.Default.EphemeralRequest,
            cancellation));
}
