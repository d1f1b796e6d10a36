using Microsoft.Extensions.Logging.Abstractions;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
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
        var chain = new EscalationChain(policy, new RotationCalendar(policy.Rotation, new OnCallZone(policy.Zone)));
        Incidents = new ProcessRunner<Incident, IncidentCommand, IncidentEvent>(
            mutation == Mutation.DeadlineNotChecked ? new HastyDecider(chain) : new IncidentDecider(chain),
            World.Codec, world.Store, recent, world.Bus, clock,
            NullLogger<ProcessRunner<Incident, IncidentCommand, IncidentEvent>>.Instance);
        var processes = new DurableProcesses([Incidents]);
        var lanes = new LaneDelivery(
            [world.Slack, world.PagerDuty], processes, world.Bus, clock, NullLogger<LaneDelivery>.Instance);
        Wakeups = new WakeupHandler(
            processes, world.Store, recent, world.Bus,
            new EffectDelivery(lanes, world.Store, recent, world.Bus, lease, clock),
            clock, new Patience(clock), NullLogger<WakeupHandler>.Instance);
        Sweeper = new Sweeper(world.Store, world.Bus, clock, NullLogger<Sweeper>.Instance);
    }

    public ProcessRunner<Incident, IncidentCommand, IncidentEvent> Incidents { get; }
    public WakeupHandler Wakeups { get; }
    public Sweeper Sweeper { get; }
}
