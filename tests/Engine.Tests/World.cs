using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;
using OnCall.Core.Silences;
using OnCall.Engine.Outbox;
using OnCall.Engine.Silences;
using OnCall.Engine.Streams;
using OnCall.Engine.Sweep;
using OnCall.Engine.Wakeups;
using OnCall.LocalHost.InMemory;

namespace OnCall.Engine.Tests;

/// <summary>
/// The engine with everything around it in memory: a store, a bus whose messages the test hands on, neighbours
/// that keep what they were told. Nothing happens by itself.
/// </summary>
sealed class World
{
    static readonly TimeSpan Never = TimeSpan.FromDays(1000);

    public static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-01-06T08:42Z", CultureInfo.InvariantCulture);
    public static readonly IncidentId Incident = new("PGR0VU2");
    public static readonly ProcessId Process = new("incident-PGR0VU2");
    public static readonly Page Page = new(Incident, "API 5xx", "Cloud API", null, Start);
    public static readonly Actor Ada = Actor.PagerDutyUser("PADA001", "Ada");

    public World()
    {
        Lease = new Lease(Clock);
        Store = new FaultyStore(new MemoryStreamStore());
        Runner = NewRunner();
        var (silences, codec) = NewSilences();
        Silences = new StoredSilences(silences, codec, Store);
        var processes = new DurableProcesses([Runner, silences]);
        var lanes = new LaneDelivery([Slack, PagerDuty], processes, Bus, Clock, NullLogger<LaneDelivery>.Instance);
        Delivery = new EffectDelivery(lanes, Store, Recent, Bus, Lease, Clock);
        Wakeups = new WakeupHandler(
            processes, Store, Recent, Bus, Delivery, Clock, new Patience(Clock) { Waits = [] }, NullLogger<WakeupHandler>.Instance);
        Sweeper = new Sweeper(Store, Bus, Clock, NullLogger<Sweeper>.Instance);
    }

    public FakeTimeProvider Clock { get; } = new(Start);
    public Lease Lease { get; }
    public FaultyStore Store { get; }
    public RecentSnapshots Recent { get; } = new();
    public HandedOnBus Bus { get; } = new();
    public RecordingNeighbour Slack { get; } = new(Lane.Slack);
    public RecordingNeighbour PagerDuty { get; } = new(Lane.PagerDuty);
    public ProcessRunner<Incident, IncidentCommand, IncidentEvent> Runner { get; }
    public StoredSilences Silences { get; }
    public EffectDelivery Delivery { get; }
    public WakeupHandler Wakeups { get; }
    public Sweeper Sweeper { get; }

    public DateTimeOffset Now => Clock.GetUtcNow();

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task<Step> RaiseAsync(string input = "webhook-1") =>
        HandleAsync(new IncidentCommand.Raise(Page, Now), input);

    /// <summary>As a webhook does, which comes again until it was answered.</summary>
    public Task<Step> BeginAsync(string input = "webhook-1") => Runner.BeginAsync(
        Incident.Value, new IncidentCommand.Raise(Page, Now), [new InputId(input)], Cancellation);

    public Task<Step> AcknowledgeAsync(string input = "webhook-2") =>
        HandleAsync(new IncidentCommand.Acknowledge(Page, Ada, Now, Now), input);

    public Task<Step> ResolveAsync(string input = "webhook-3") =>
        HandleAsync(new IncidentCommand.Resolve(Page, Ada, Now, Now), input);

    public Task<Step> HandleAsync(IncidentCommand command, params string[] inputs) =>
        Runner.HandleAsync(Incident.Value, command, [.. inputs.Select(input => new InputId(input))], Cancellation);

    /// <summary>Begins work that the test goes on beside: when the clock moves, it goes on at once, on the same thread.</summary>
    public static Task Begin(Func<Task> work)
    {
        var outside = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return work();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outside);
        }
    }

    /// <summary>Hands on everything that is due, until the bus has nothing due left.</summary>
    public async Task DeliverAsync()
    {
        const int MaxMessages = 200;
        for (var message = 0; message < MaxMessages; message++)
        {
            if (Bus.TakeDue(Now) is not { } wakeup)
                return;
            await Wakeups.HandleAsync(wakeup, Cancellation);
        }

        Assert.Fail($"The bus still has something due after {MaxMessages} messages.");
    }

    public async Task AfterAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await DeliverAsync();
    }

    ProcessRunner<Incident, IncidentCommand, IncidentEvent> NewRunner() => new(
        new IncidentDecider(new EscalationChain(ThePolicy, new RotationCalendar(ThePolicy.Rotation, new OnCallZone(ThePolicy.Zone)))),
        new StreamCodec<Incident, IncidentEvent>(IncidentStateJson.Default.Incident, IncidentEventJson.Default.IncidentEvent),
        Store, Recent, Bus, Clock, NullLogger<ProcessRunner<Incident, IncidentCommand, IncidentEvent>>.Instance);

    (ProcessRunner<SilenceBook, SilenceCommand, SilenceEvent>, StreamCodec<SilenceBook, SilenceEvent>) NewSilences()
    {
        var codec = new StreamCodec<SilenceBook, SilenceEvent>(
            SilenceJson.Default.SilenceBook, SilenceJson.Default.SilenceEvent);
        return (new(new SilenceDecider(ThePolicy), codec, Store, Recent, Bus, Clock,
            NullLogger<ProcessRunner<SilenceBook, SilenceCommand, SilenceEvent>>.Instance), codec);
    }

    /// <summary>Here the engine is tested: of an incident nothing is due but its acknowledgement.</summary>
    static OnCallPolicy ThePolicy { get; } = ((PolicyReading.Valid)PolicyReader.Read(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "oncall.json")))).Policy with
    {
        Incidents = IncidentsPolicy.Standard with { OnlineWithin = Never, CommunicateEvery = Never, ConvergeAfter = Never },
    };
}
