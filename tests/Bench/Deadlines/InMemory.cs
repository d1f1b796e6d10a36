using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using OnCall.Engine.Outbox;
using OnCall.Engine.Streams;
using OnCall.Engine.Wakeups;
using OnCall.LocalHost.InMemory;
using OnCall.LocalHost.Time;

namespace OnCall.Bench.Deadlines;

/// <summary>
/// The production rules and engine on ports in memory: what of the work is ours. Every incident is declared, runs
/// into its first deadline and is escalated; the clock jumps from knock to knock.
/// </summary>
sealed class InMemory : IWakeups
{
    static readonly DateTimeOffset Start = new(2026, 1, 6, 8, 0, 0, TimeSpan.Zero);

    readonly SimulatedClock _clock = new(Start);
    readonly MemoryStreamStore _store = new();
    readonly PriorityQueue<Wakeup, DateTimeOffset> _knocks = new();
    readonly ProcessRunner<Incident, IncidentCommand, IncidentEvent> _incidents;
    readonly WakeupHandler _wakeups;

    InMemory(OnCallPolicy policy)
    {
        var recent = new RecentSnapshots();
        policy = policy with { Triage = policy.Triage with { OnDeclaration = false } };
        var chain = new EscalationChain(policy, new RotationCalendar(policy.Rotation, new OnCallZone(policy.Zone)));
        _incidents = new(
            new IncidentDecider(chain),
            new StreamCodec<Incident, IncidentEvent>(IncidentStateJson.Default.Incident, IncidentEventJson.Default.IncidentEvent),
            _store, recent, this, _clock, NullLogger<ProcessRunner<Incident, IncidentCommand, IncidentEvent>>.Instance);
        var processes = new DurableProcesses([_incidents]);
        var lanes = new LaneDelivery(
            [.. Enum.GetValues<Lane>().Select(lane => new Agreeable(lane))], processes, this, _clock, NullLogger<LaneDelivery>.Instance);
        _wakeups = new WakeupHandler(
            processes, _store, recent, this,
            new EffectDelivery(lanes, _store, recent, this, new Lease(TimeProvider.System), _clock),
            _clock, new Patience(_clock), NullLogger<WakeupHandler>.Instance);
    }

    public static async Task RunAsync(OnCallPolicy policy, int incidents, TimeSpan over, CancellationToken cancellation)
    {
        // The code is compiled before it is measured.
        await new InMemory(policy).LiveAsync(incidents: 1000, over, cancellation);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var began = TimeProvider.System.GetTimestamp();
        var world = new InMemory(policy);
        var events = await world.LiveAsync(incidents, over, cancellation);
        var took = TimeProvider.System.GetElapsedTime(began);
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{incidents} incidents in memory: {events} events in {took.TotalSeconds:F1} s on one core, "
            + $"{events / took.TotalSeconds:F0} events/s, {(double)bytes / incidents:F0} bytes an incident with all its events"));
        GC.KeepAlive(world);
    }

    public Task SendAsync(Wakeup wakeup, CancellationToken cancellation)
    {
        _knocks.Enqueue(wakeup, wakeup.Due);
        return Task.CompletedTask;
    }

    // Returns how many events were committed.
    async Task<long> LiveAsync(int incidents, TimeSpan over, CancellationToken cancellation)
    {
        for (var number = 0; number < incidents; number++)
        {
            await WorkUntilAsync(Start + (over / incidents * number), cancellation);
            var id = number.ToString("D6", CultureInfo.InvariantCulture);
            var page = new Page(new IncidentId(id), "Cloud API answers 5xx", "Cloud API", null, _clock.GetUtcNow());
            await _incidents.BeginAsync(
                id, new IncidentCommand.Raise(page, _clock.GetUtcNow()), [new InputId($"event-{id}")], cancellation);
        }

        await WorkUntilAsync(Start + (3 * over), cancellation);
        var events = 0L;
        await foreach (var listed in _store.OpenProcessesAsync(cancellation))
            events += (await _store.ReadEventsAsync(listed.Process, cancellation)).Count;
        return events;
    }

    async Task WorkUntilAsync(DateTimeOffset end, CancellationToken cancellation)
    {
        while (_knocks.TryPeek(out var knock, out var due) && due <= end)
        {
            _knocks.Dequeue();
            _clock.MoveTo(due);
            await _wakeups.HandleAsync(knock, cancellation);
        }

        _clock.MoveTo(end);
    }

    /// <summary>A neighbour that says yes at once.</summary>
    sealed class Agreeable(Lane lane) : INeighbour
    {
        static readonly Task<Delivery> Yes = Task.FromResult<Delivery>(new Delivery.Done("ok", "C0LIVE/1736153000.000100"));

        public Lane Lane => lane;

        public Task<Delivery> PerformAsync(Letter letter, CancellationToken cancellation) => Yes;
    }
}
