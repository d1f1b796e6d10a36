using OnCall.Adapters.Calls;
using OnCall.Core.Effects;
using OnCall.Engine.Outbox;

namespace OnCall.Adapters.Slack;

/// <summary>Posts messages that stay, each once.</summary>
sealed class SlackPosts(SlackCalls calls)
{
    readonly SentMessages _sent = new(calls);

    public async Task<Delivery> TellAsync(
        SlackMessage message, Letter letter, SlackPlace place, CancellationToken cancellation)
    {
        var (id, mayStandThere) = NameOf(letter);
        var look = letter.Attempt > 1 || mayStandThere
            ? await _sent.FindAsync(id, place, letter.CreatedAt, cancellation)
            : new SentLook.NotThere();
        return look switch
        {
            SentLook.Found found when letter.Effect is Effect.ToSlack { Spot: not null } =>
                await ReplaceAsync(message, found.Receipt, cancellation),
            SentLook.Found found => new Delivery.Done("An earlier attempt had arrived.", found.Receipt.ToString()),
            SentLook.NotLooked blind => Unsure(await PostAsync(message, id, place, cancellation), blind.Why),
            _ => await PostAsync(message, id, place, cancellation),
        };
    }

    // What is called the same is one message, whichever effect it is about.
    static (string Id, bool MayStandThere) NameOf(Letter letter) => letter.Effect is Effect.ToSlack { Spot: { } spot } effect
        ? ($"{letter.Id.Process}/{spot}", effect.MayStandThere)
        : (letter.Id.ToString(), false);

    // Changed once more by an attempt that is not known to have arrived, it says the same.
    async Task<Delivery> ReplaceAsync(SlackMessage message, SlackReceipt there, CancellationToken cancellation)
    {
        var answer = await calls.PostAsync(
            "chat.update", new UpdateMessageRequest(there.Channel, there.Ts, message.Text, message.Blocks),
            SlackJson.Default.UpdateMessageRequest, cancellation);
        return SlackAnswers.Classify(answer);
    }

    async Task<Delivery> PostAsync(SlackMessage message, string id, SlackPlace place, CancellationToken cancellation)
    {
        var answer = await SendAsync(message, id, place, cancellation);

        // Somebody deleted the message that opened the thread: what follows must still be seen.
        if (place.Thread is not null && SlackAnswers.SaysThreadIsGone(answer))
            answer = await SendAsync(message, id, place with { Thread = null }, cancellation);
        return SlackAnswers.Classify(answer);
    }

    // Better twice than never; whoever wonders about a message that came twice finds the reason with the effect.
    static Delivery Unsure(Delivery delivery, string why) => delivery is Delivery.Done done
        ? done with { Answer = $"{done.Answer}; whether an earlier attempt had arrived could not be looked up: {why}" }
        : delivery;

    Task<Answer> SendAsync(SlackMessage message, string id, SlackPlace place, CancellationToken cancellation) => calls.PostAsync(
        "chat.postMessage",
        new PostMessageRequest(
            place.Channel,
            message.Text,
            message.Blocks,
            place.Thread,
            ReplyBroadcast: place.Thread is not null && message.AlsoInChannel ? true : null,
            UnfurlLinks: false,
            UnfurlMedia: false,
            new PostMessageRequest.MessageMetadata(
                SlackClient.EffectEventType, new PostMessageRequest.MessageMetadata.Payload(id))),
        SlackJson.Default.PostMessageRequest,
        cancellation);
}

/// <summary>Where a message goes.</summary>
/// <param name="Thread">The message that it replies to; null for one that stands alone.</param>
sealed record SlackPlace(string Channel, string? Thread);
