using OnCall.Engine.Streams;
using OnCall.Engine.Wakeups;

namespace OnCall.Simulation;

/// <summary>A bus that delivers at least once: late, twice, out of order, and now and then not at all.</summary>
sealed class SimulatedBus(World world, Mutation mutation) : IWakeups
{
    const int MaxDeliveries = 10;

    readonly Dictionary<Worker, List<(Wakeup Message, int Delivery)>> _locked = [];
    readonly Dictionary<ProcessId, List<Wakeup>> _heldBack = [];

    public int DeadLetters { get; private set; }

    /// <summary>While the sweep runs, what it sends is not lost: it is the net itself.</summary>
    public bool IsSweeping { get; set; }

    public Task SendAsync(Wakeup wakeup, CancellationToken cancellation)
    {
        if (mutation == Mutation.NoKnockForRetries && wakeup.Due > world.Now && !IsDeadline(wakeup))
            return Task.CompletedTask;
        if (mutation != Mutation.CommitBeforeWakeup)
            return world.DoAsync(Part.Bus, () => Take(wakeup), cancellation);

        _heldBack.TryAdd(wakeup.Process, []);
        _heldBack[wakeup.Process].Add(wakeup);
        return Task.CompletedTask;
    }

    /// <summary>For the engine that knocks after the commit.</summary>
    public async Task SendHeldBackAsync(ProcessId process)
    {
        if (_heldBack.Remove(process, out var wakeups))
            foreach (var wakeup in wakeups)
                await world.DoAsync(Part.Bus, () => Take(wakeup));
    }

    /// <summary>A worker died: its messages come again.</summary>
    public void GiveBack(Worker worker)
    {
        if (_locked.Remove(worker, out var messages))
            foreach (var (message, delivery) in messages)
                world.Timeline.Schedule(world.Chance.Between(0.1, 30), () => Deliver(message, delivery + 1));
    }

    bool Take(Wakeup wakeup)
    {
        if (!IsSweeping && world.Chance.Happens(world.Weather.LostMessage))
        {
            world.Faults.Add("message lost");
            world.SetBack();
            return true;
        }

        Schedule(wakeup);
        if (world.Chance.Happens(world.Weather.DoubledMessage))
        {
            world.Faults.Add("message doubled");
            Schedule(wakeup);
        }

        return true;
    }

    void Schedule(Wakeup wakeup)
    {
        var wait = wakeup.Due > world.Now ? wakeup.Due - world.Now : TimeSpan.Zero;
        if (world.Chance.Happens(world.Weather.LateMessage))
        {
            world.Faults.Add("message late");
            wait += world.Chance.Between(0, 30);
        }

        world.Timeline.Schedule(wait + world.Chance.Between(0.001, 0.01), () => Deliver(wakeup, delivery: 1));
    }

    void Deliver(Wakeup wakeup, int delivery)
    {
        if (delivery > MaxDeliveries)
        {
            DeadLetters++;
            return;
        }

        if (world.AnyWorker() is not { } worker)
        {
            world.Timeline.Schedule(world.Chance.Between(0.1, 1), () => Deliver(wakeup, delivery));
            return;
        }

        world.Timeline.Tell($"{wakeup.Process} knock for step {wakeup.Version}, due {wakeup.Due:HH:mm:ss.fff}, delivery {delivery}");
        _locked.TryAdd(worker, []);
        _locked[worker].Add((wakeup, delivery));
        World.RunIn(worker, () => worker.Engine.Wakeups.HandleAsync(wakeup, CancellationToken.None), failed =>
        {
            _locked.GetValueOrDefault(worker)?.Remove((wakeup, delivery));
            if (failed is not null)
                world.Timeline.Schedule(world.Chance.Between(0.1, 2), () => Deliver(wakeup, delivery + 1));
        });
    }

    bool IsDeadline(Wakeup wakeup) => wakeup.Due - world.Now > TimeSpan.FromMinutes(13);
}
