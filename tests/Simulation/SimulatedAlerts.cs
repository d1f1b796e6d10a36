using OnCall.Core.Alerts;
using OnCall.Core.Effects;
using OnCall.Engine.Outbox;
using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>PagerDuty's events: while it is open, the same key is the same alert, and whatever else is sent under it is lost in it.</summary>
sealed class SimulatedAlerts(World world) : INeighbour
{
    readonly Dictionary<DedupKey, EffectId> _open = [];
    readonly Dictionary<EffectId, DateTimeOffset> _taken = [];

    public Lane Lane => Lane.PagerDutyEvents;

    /// <summary>When it was answered with 202 for the first time; null when it never was.</summary>
    public DateTimeOffset? TakenAt(EffectId id) => _taken.TryGetValue(id, out var at) ? at : null;

    public async Task<Delivery> PerformAsync(Letter letter, CancellationToken cancellation)
    {
        if (world.Chance.Happens(world.Weather.Throttled))
        {
            world.Faults.Add("PagerDuty's events throttle");
            return new Delivery.RetryLater("429", world.Chance.Between(1, 30));
        }

        try
        {
            return await world.DoAsync(Part.PagerDutyEvents, () => Take(letter), cancellation);
        }
        catch (AwayException e)
        {
            return new Delivery.RetryLater(e.Message);
        }
    }

    Delivery.Done Take(Letter letter)
    {
        world.Timeline.Tell($"{letter.Id.Process} PagerDuty's events: {letter.Effect.GetType().Name} {letter.Id} (attempt {letter.Attempt})");
        _taken.TryAdd(letter.Id, world.Now);
        if (letter.Effect is Effect.TriggerAlert trigger)
        {
            if (_open.GetValueOrDefault(trigger.Alert.Key, letter.Id) != letter.Id)
                world.Fail($"{letter.Id.Process}: {trigger.Alert.Key} was triggered anew while it was open.");
            _open[trigger.Alert.Key] = letter.Id;
        }
        else if (letter.Effect is Effect.ResolveAlert resolve && !_open.Remove(resolve.Key) && letter.Attempt == 1)
            world.Fail($"{letter.Id.Process}: {resolve.Key} was resolved and was not open.");
        return new Delivery.Done("202");
    }
}
