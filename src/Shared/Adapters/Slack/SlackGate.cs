using System.Collections.Concurrent;
using OnCall.Core.Effects;
using OnCall.Engine.Outbox;
using OnCall.Engine.Streams;

namespace OnCall.Adapters.Slack;

/// <summary>
/// Keeps the order of importance once Slack takes messages only one after the other. Until then everything passes at once.
/// Nobody waits in here: what has no room yet goes back to the outbox with the time of its turn, so no lease runs out, no
/// worker is held, and it comes back by the clock that everything else is due by. Each instance of the app keeps its own
/// gate; between instances Slack's refusals do.
/// </summary>
sealed class SlackGate(TimeProvider clock)
{
    readonly ConcurrentDictionary<string, SlackTurns> _slow = new(StringComparer.Ordinal);

    /// <param name="send">Called when it is this one's turn.</param>
    public async Task<Delivery> PassAsync(
        SlackLane lane, EffectId effect, Importance importance, Func<Task<Delivery>> send)
    {
        if (_slow.TryGetValue(lane.Name, out var turns)
            && turns.WaitOf(effect, importance, clock.GetUtcNow()) is { } wait)
            return new Delivery.NotYet("What is more important, or waits for longer, goes first.", wait);

        var delivery = await send();
        if (!SlackAnswers.AsksToSlowDown(delivery) || delivery is not Delivery.RetryLater refused)
            return delivery;
        var (slow, now) = (_slow.GetOrAdd(lane.Name, _ => new SlackTurns(lane.Pace)), clock.GetUtcNow());
        return new Delivery.NotYet(refused.Why, slow.Pause(effect, importance, refused.After, now));
    }
}
