using OnCall.Core.Effects;
using OnCall.Engine.Outbox;
using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>Slack, as people read it.</summary>
sealed class SimulatedSlack(World world, Mutation mutation) : INeighbour
{
    public Lane Lane => Lane.Slack;

    /// <summary>Every message that people see, in order.</summary>
    public List<(EffectId Id, Effect Effect, string? Thread, DateTimeOffset At)> Messages { get; } = [];

    public async Task<Delivery> PerformAsync(Letter letter, CancellationToken cancellation)
    {
        try
        {
            if (letter.Attempt > 1 && mutation != Mutation.NoLookBeforeTellingAgain
                && await world.DoAsync(Part.Slack, () => Messages.Exists(message => message.Id == letter.Id), cancellation))
                return new Delivery.Done("An earlier attempt had arrived.", letter.Id.ToString());
            if (world.Chance.Happens(world.Weather.Throttled))
            {
                world.Faults.Add("Slack throttles");
                return new Delivery.RetryLater("slow down", world.Chance.Between(1, 30));
            }

            return await world.DoAsync(Part.Slack, () => Post(letter), cancellation);
        }
        catch (AwayException e)
        {
            return new Delivery.RetryLater(e.Message);
        }
    }

    Delivery.Done Post(Letter letter)
    {
        world.Timeline.Tell($"{letter.Id.Process} Slack: {letter.Effect.GetType().Name} (attempt {letter.Attempt})");
        Messages.Add((letter.Id, letter.Effect, letter.Thread, world.Now));
        return new Delivery.Done("ok", letter.Id.ToString());
    }
}
