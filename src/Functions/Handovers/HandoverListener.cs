using OnCall.Adapters.Slack;
using OnCall.Core.Policy;
using OnCall.Engine.Handovers;
using OnCall.Engine.Streams;
using OnCall.Functions.SlackEvents;

namespace OnCall.Functions.Handovers;

/// <summary>Hears the 👍: a reaction to the note or to any message of its thread, or a message in it that is one.</summary>
sealed class HandoverListener(HandoverDesk desk, OnCallPolicy policy) : ISlackListener
{
    public Task<string?> HearAsync(SlackEventReading.Heard heard, CancellationToken cancellation) => heard switch
    {
        SlackEventReading.Reaction { Removed: false } reaction when ThumbsUp.IsReaction(reaction.Name) => HearAsync(
            reaction, reaction.To, thread: null, reaction.At, cancellation),
        SlackEventReading.Message { ThreadTs: { } thread } message when ThumbsUp.IsMessage(message.Text) => HearAsync(
            message, message.Receipt, message.Receipt with { Ts = thread }, message.At, cancellation),
        _ => Task.FromResult<string?>(null),
    };

    async Task<string?> HearAsync(
        SlackEventReading.Heard heard, SlackReceipt message, SlackReceipt? thread, DateTimeOffset at,
        CancellationToken cancellation)
    {
        // A 👍 elsewhere is about something else, and there are many of them.
        if (message.Channel != policy.Channels.OnCall.Id)
            return null;
        var step = await desk.ThumbAsync(
            new Thumb(heard.User, message.ToString(), at), thread?.ToString(), new InputId($"slack-event-{heard.EventId}"), cancellation);
        return step is null ? null : $"handover: {step}";
    }
}
