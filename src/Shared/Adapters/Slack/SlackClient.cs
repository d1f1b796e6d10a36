using System.Diagnostics;
using OnCall.Adapters.Calls;
using OnCall.Core.Effects;
using OnCall.Core.Policy;
using OnCall.Engine.Outbox;

namespace OnCall.Adapters.Slack;

/// <summary>
/// Tells people what happened: in the channel of those whom it concerns and in the thread that it belongs to, or to one of
/// them alone.
/// </summary>
public sealed class SlackClient(SlackCalls calls, OnCallPolicy policy, TimeProvider clock) : INeighbour
{
    /// <summary>The type of the metadata by which a message of ours is found again.</summary>
    public const string EffectEventType = "oncall_effect";

    readonly SlackPosts _posts = new(calls);
    readonly DirectChannels _direct = new(calls);
    readonly SlackWhispers _whispers = new(calls);
    readonly SlackGate _gate = new(clock);

    public Lane Lane => Lane.Slack;

    public Task<Delivery> PerformAsync(Letter letter, CancellationToken cancellation) => letter.Effect switch
    {
        Effect.NudgeHandover nudge when nudge.Until <= clock.GetUtcNow() =>
            Task.FromResult<Delivery>(new Delivery.NotNeeded("The next one is due already.")),
        // What was decided beside it is still said.
        Effect.ToSlack { GoodUntil: { } until } when until <= clock.GetUtcNow() =>
            Task.FromResult<Delivery>(new Delivery.Done("Not said: its time is over.")),
        Effect.ToSlack { ReplacesThread: true } edit => _gate.PassAsync(
            SlackLane.Updates, letter.Id, edit.Importance, () => ReplaceAsync(edit, letter, cancellation)),
        Effect.ToSlack { OnlyFor: { } user } hint => _gate.PassAsync(
            SlackLane.Whispers, letter.Id, hint.Importance, () => HintAsync(hint, user, letter, cancellation)),
        Effect.ToSlack { Directly: { } person } message => TellDirectlyAsync(message, person, letter, cancellation),
        Effect.ToSlack message => PostAsync(message, letter, PlaceOf(message, letter), cancellation),
        _ => throw new UnreachableException($"Slack is not told {letter.Effect}."),
    };

    Task<Delivery> PostAsync(Effect.ToSlack message, Letter letter, SlackPlace place, CancellationToken cancellation) =>
        _gate.PassAsync(
            SlackLane.PostsTo(place.Channel), letter.Id, message.Importance,
            () => _posts.TellAsync(SlackMessages.Of(message, letter.Id), letter, place, cancellation));

    async Task<Delivery> ReplaceAsync(Effect.ToSlack edit, Letter letter, CancellationToken cancellation)
    {
        if (SlackReceipt.Parse(letter.Thread) is not { } place)
            return new Delivery.Done("There is no message to change: it was never posted.");

        var message = SlackMessages.Of(edit, letter.Id);
        var answer = await calls.PostAsync(
            "chat.update", new UpdateMessageRequest(place.Channel, place.Ts, message.Text, message.Blocks),
            SlackJson.Default.UpdateMessageRequest, cancellation);
        if (SlackCalls.ErrorIn(answer) is "message_not_found")
            return new Delivery.Done("There is no message to change: somebody deleted it.");
        // The thread has its receipt already.
        var outcome = SlackAnswers.Classify(answer);
        return outcome is Delivery.Done done ? done with { Receipt = null } : outcome;
    }

    // What only one person sees cannot be looked for: when nobody knows whether it was shown, it is not shown again.
    async Task<Delivery> HintAsync(Effect.ToSlack hint, string user, Letter letter, CancellationToken cancellation)
    {
        if (letter is { Attempt: > 1, LastAnswer: null })
            return new Delivery.Done("It may have been shown by an earlier attempt.");

        var answer = await _whispers.SendAsync(PlaceOf(hint, letter), user, SlackMessages.Of(hint, letter.Id), cancellation);
        return answer is Answer.Missing missing
            ? new Delivery.Done($"It may have been shown: {missing.Why}.")
            : SlackAnswers.Classify(answer);
    }

    async Task<Delivery> TellDirectlyAsync(
        Effect.ToSlack effect, Person person, Letter letter, CancellationToken cancellation) =>
        await _direct.OfAsync(person, cancellation) switch
        {
            DirectChannel.Known known => await PostAsync(
                effect, letter, new SlackPlace(known.Id, Thread: null), cancellation),
            DirectChannel.NotKnown failed => failed.Why,
            var other => throw new UnreachableException($"{other} is no channel."),
        };

    SlackPlace PlaceOf(Effect.ToSlack effect, Letter letter)
    {
        var thread = effect.OpensThread ? null : SlackReceipt.Parse(letter.Thread);
        // A thread stays where it was opened, also when the policy names another channel by now.
        return new SlackPlace(thread?.Channel ?? ChannelOf(effect.Audience).Id, thread?.Ts);
    }

    Channel ChannelOf(Audience audience) => audience switch
    {
        Audience.IncidentLive => policy.Channels.IncidentLive,
        Audience.OnCall => policy.Channels.OnCall,
        Audience.Noise => policy.Channels.Noise,
        _ => throw new UnreachableException($"No channel for {audience}."),
    };
}
