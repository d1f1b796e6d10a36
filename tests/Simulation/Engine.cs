using Microsoft.Extensions.Logging.Abstractions;
using OnCall.Core.Archive;
using OnCall.Core.Handovers;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;
using OnCall.Engine.Archive;
using OnCall.Engine.Handovers;
using OnCall.Engine.Outbox;
using OnCall.Engine.Streams;
using OnCall.Engine.Sweep;
using OnCall.Engine.Wakeups;

namespace OnCall.Simulation;

/// <summary>The production rules and the production engine of one worker, on the ports of its world.</summary>
sealed class Engine
{
    public Engine(World world, OnCallPolicy policy, Mutation mutation)
    {
        var clock = world.Clock;
        var recent = new RecentSnapshots();
        var lease = new Lease(clock);
        if (mutation == Mutation.LeaseNotKept)
            lease = lease with { RenewEvery = TimeSpan.FromDays(1), StopBefore = TimeSpan.FromDays(-1) };

        // Looking at everything is a reading, and needs neighbours that nobody plays here.
        policy = policy with { Triage = policy.Triage with { OnDeclaration = false } };
        var calendar = new RotationCalendar(policy.Rotation, new OnCallZone(policy.Zone));
        var chain = new EscalationChain(policy, calendar, world.Duty);
        Decider<Incident, IncidentCommand, IncidentEvent> paging =
            mutation == Mutation.DeadlineNotChecked ? new HastyDecider(chain) : new IncidentDecider(chain);
        Incidents = RunnerOf(world, recent, World.Codec, paging);

        var times = new HandoverTimes(policy, calendar);
        Decider<Handover, HandoverCommand, HandoverEvent> handing = new HandoverDecider(
            times, new HandoverSteps(policy, times, new HandoverRoster(policy, calendar, world.Duty)));
        if (mutation != Mutation.None)
            handing = new WrongHandovers(handing, mutation);
        var handovers = RunnerOf(world, recent, World.HandoverCodec, handing);
        var stored = new StoredHandovers(world.Store, World.HandoverCodec, times, clock);
        Clock = new HandoverClock(
            handovers, stored, times,
            new HandoverDraft(world.Sources, new DraftLimit(clock), NullLogger<HandoverDraft>.Instance), clock);
        Desk = new HandoverDesk(handovers, stored, new SimulatedThread(world), clock);

        var codec = new StreamCodec<IncidentArchive, ArchiveEvent>(ArchiveJson.Default.IncidentArchive, ArchiveJson.Default.ArchiveEvent);
        var archive = RunnerOf(world, recent, codec, new ArchiveDecider());
        Watching = new WatchingEngine(world, policy, chain, recent, mutation);
        var processes = new DurableProcesses([Incidents, handovers, archive, .. Watching.Processes]);
        INeighbour[] neighbours =
        [
            world.Slack, world.PagerDuty, world.Alerts, world.GitHub, Watching.Noise, Watching.ProbeAgain,
            new ArchiveDesk(archive, codec, world.Store, clock),
        ];
        var lanes = new LaneDelivery(neighbours, processes, world.Bus, clock, NullLogger<LaneDelivery>.Instance);
        Wakeups = new WakeupHandler(
            processes, world.Store, recent, world.Bus,
            new EffectDelivery(lanes, world.Store, recent, world.Bus, lease, clock),
            clock, new Patience(clock), NullLogger<WakeupHandler>.Instance);
        Sweeper = new Sweeper(world.Store, world.Bus, clock, NullLogger<Sweeper>.Instance);
    }

    public ProcessRunner<Incident, IncidentCommand, IncidentEvent> Incidents { get; }
    public HandoverClock Clock { get; }
    public HandoverDesk Desk { get; }
    public WatchingEngine Watching { get; }
    public WakeupHandler Wakeups { get; }
    public Sweeper Sweeper { get; }

    public static ProcessRunner<TState, TCommand, TEvent> RunnerOf<TState, TCommand, TEvent>(
        World world, RecentSnapshots recent, StreamCodec<TState, TEvent> codec, Decider<TState, TCommand, TEvent> rules)
        where TCommand : class => new(
            rules, codec, world.Store, recent, world.Bus, world.Clock,
            NullLogger<ProcessRunner<TState, TCommand, TEvent>>.Instance);
}
