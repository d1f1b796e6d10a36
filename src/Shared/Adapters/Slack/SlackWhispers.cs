using OnCall.Adapters.Calls;

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
        SlackCalls.WhyNot(await SendAsync(new SlackPlace(beside.Channel, thread), user, message, cancellation));

    internal Task<Answer> SendAsync(
        SlackPlace place, string user, SlackMessage message, CancellationToken cancellation) => calls.PostAsync(
            "chat.postEphemeral",
            new EphemeralRequest(place.Channel, user, message.Text, message.Blocks, place.Thread),
            SlackJson.Default.EphemeralRequest,
            cancellation);
}
