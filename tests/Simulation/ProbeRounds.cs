using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Silences;

namespace OnCall.Simulation;

/// <summary>The probe each half minute and the sweep each minute, and people who set silences.</summary>
sealed class ProbeRounds(World world)
{
    const int SweepEvery = 2;
    const double SilenceLikely = 0.4;

    int _rounds;

    public void Begin() => world.Timeline.Schedule(TimeSpan.Zero, Round);

    public void BeginSilences()
    {
        if (world.Chance.Happens(SilenceLikely))
            world.Timeline.Schedule(world.Chance.Between(60, 3600), Silence);
    }

    void Round()
    {
        world.Timeline.Schedule(DetectionPolicy.ProbeEvery, Round);
        if (world.Weather.Sweeps && ++_rounds % SweepEvery == 0 && world.AnyWorker() is { } sweeping)
            World.RunIn(sweeping, () => world.Rounds.SweepAsync(sweeping), _ => { });
        for (var probe = Probes(); probe > 0; probe--)
            if (world.AnyWorker() is { } worker)
                Probe(worker);
    }

    // None, one, or two that run beside one another.
    int Probes()
    {
        if (!world.Chance.Happens(world.Weather.OddTick))
            return 1;
        var times = world.Chance.Happens(0.5) ? 0 : 2;
        world.Faults.Add(times == 0 ? "probe lost" : "probe doubled");
        return times;
    }

    // What a detector took is stored, unless something newer was.
    void Probe(Worker worker)
    {
        DateTimeOffset? at = null;
        World.RunIn(
            worker,
            () =>
            {
                var told = worker.Engine.Watching.Prober.RunAsync(CancellationToken.None);
                at = worker.LastProbe;
                return told;
            },
            failed =>
            {
                if (failed is null && !(world.Product.Seen is [.., var newest] && newest.At >= at))
                    world.Fail($"detector-{world.Product.Detector.Name}: told what was read at {at:O}, and it is not stored.");
            });
    }

    void Silence()
    {
        if (world.AnyWorker() is not { } worker)
            return;
        var now = world.Now + worker.Skew;
        var command = new SilenceCommand.Add(
            SilenceKind.Silence, world.Product.Detector.Name, "planned work", now + world.Chance.Between(600, 3600), Actor.Service, now);
        World.RunIn(worker, () => worker.Engine.Watching.Silences.HandleAsync(command, CancellationToken.None), _ => { });
    }
}
