using OnCall.Core.Detection;
using OnCall.Core.Incidents;
using OnCall.Core.Noise;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Silences;
using OnCall.Engine.Detection;
using OnCall.Engine.Noise;
using OnCall.Engine.Outbox;
using OnCall.Engine.Silences;
using OnCall.Engine.Streams;
using OnCall.Engine.Wakeups;

namespace OnCall.Simulation;

/// <summary>What of a worker watches the product, keeps the silences and takes in the noise: as production composes it.</summary>
sealed class WatchingEngine
{
    public WatchingEngine(World world, OnCallPolicy policy, EscalationChain chain, RecentSnapshots recent, Mutation mutation)
    {
        var clock = world.Clock;
        Decider<DetectorState, DetectorCommand, DetectorEvent> watching =
            new DetectorDecider(WrongDetectors.Lines(policy, mutation), SimulatedProduct.Watched, chain);
        if (mutation != Mutation.None)
            watching = new WrongDetectors(watching, mutation);
        var detectors = Engine.RunnerOf(world, recent, World.DetectorCodec, watching);
        var silences = Engine.RunnerOf(world, recent, World.SilenceCodec, new SilenceDecider(policy));
        var hours = new NoiseHours(policy);
        var noise = Engine.RunnerOf(world, recent, World.NoiseCodec, new NoiseDecider(policy, hours));
        Silences = new StoredSilences(silences, World.SilenceCodec, world.Store);
        Noise = new NoiseDesk(noise, World.NoiseCodec, world.Store, Silences, hours, clock);
        Prober = new Prober(
            [new SimulatedProbe(world)],
            new StoredDetectors(
                detectors, World.DetectorCodec, world.Store, recent, Silences, policy, SimulatedProduct.Watched, clock),
            Silences, SimulatedProduct.Watched, clock, new UnreadSilences(world));
        Processes = [detectors, silences, noise];
    }

    public IReadOnlyList<IDurableProcess> Processes { get; }
    public StoredSilences Silences { get; }
    public Prober Prober { get; }
    public INeighbour Noise { get; }
    public INeighbour ProbeAgain => new ProbeAgain(Prober);
}
