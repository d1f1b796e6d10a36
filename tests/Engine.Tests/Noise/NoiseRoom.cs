using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OnCall.Core.Effects;
using OnCall.Core.Noise;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Silences;
using OnCall.Engine.Noise;
using OnCall.Engine.Outbox;
using OnCall.Engine.Silences;
using OnCall.Engine.Streams;
using OnCall.Engine.Wakeups;
using OnCall.LocalHost.InMemory;

namespace OnCall.Engine.Tests.Noise;

/// <summary>The noise over a store in memory, and a Slack that keeps what it is told. Nothing happens by itself.</summary>
sealed class NoiseRoom : IDisposable
{
    static readonly StreamCodec<NoiseBook, NoiseEvent> Codec = new(NoiseJson.Default.NoiseBook, NoiseJson.Default.NoiseEvent);

    readonly OnCallPolicy _policy = ((PolicyReading.Valid)PolicyReader.Read(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "oncall.json")))).Policy;

    readonly WakeupHandler _wakeups;

    public NoiseRoom()
    {
        Store = new FaultyStore(Memory);
        var silences = new StreamCodec<SilenceBook, SilenceEvent>(SilenceJson.Default.SilenceBook, SilenceJson.Default.SilenceEvent);
        var silencing = Runner(new SilenceDecider(_policy), silences);
        Silences = new StoredSilences(silencing, silences, Store);
        (Desk, var noise) = NewDesk();
        Another = NewDesk().Desk;
        var processes = new DurableProcesses([noise, silencing]);
        var lanes = new LaneDelivery([Slack, Desk], processes, Bus, Clock, NullLogger<LaneDelivery>.Instance);
        var lease = new Lease(Clock);
        _wakeups = new WakeupHandler(
            processes, Store, Recent, Bus, new EffectDelivery(lanes, Store, Recent, Bus, lease, Clock), Clock,
            new Patience(Clock) { Waits = [] }, NullLogger<WakeupHandler>.Instance);
    }

    /// <summary>Tuesday evening, half past nine in Berlin.</summary>
    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.Parse("2026-01-06T20:30Z", CultureInfo.InvariantCulture));
    public MemoryStreamStore Memory { get; } = new();
    public FaultyStore Store { get; }
    public RecentSnapshots Recent { get; } = new();
    public HandedOnBus Bus { get; } = new();
    public RecordingNeighbour Slack { get; } = new(Lane.Slack);
    public StoredSilences Silences { get; }
    public NoiseDesk Desk { get; }

    /// <summary>Of another worker.</summary>
    public NoiseDesk Another { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>The opening that the evening waits for.</summary>
    public DateTimeOffset Opening { get; } = DateTimeOffset.Parse("2026-01-07T08:00Z", CultureInfo.InvariantCulture);

    public NoiseReport Report(string rule = "gateway-offline") => new(rule, $"{rule} was seen", "it is one of many", Now);

    public Task<DateTimeOffset> ReportAsync(string input, string rule = "gateway-offline") =>
        Desk.ReportAsync(Report(rule), new InputId(input), Cancellation);

    public Task<NoiseBook> BookAsync() => Desk.ReadAsync(Cancellation);

    public async Task GoToAsync(DateTimeOffset time)
    {
        Clock.SetUtcNow(time);
        while (Bus.TakeDue(Now) is { } wakeup)
            await _wakeups.HandleAsync(wakeup, Cancellation);
    }

    /// <summary>How many reports Slack was told of.</summary>
    public int Told => Slack.Told.Select(letter => letter.Effect).OfType<Effect.ToNoiseChannel>()
        .Sum(effect => effect.Bundles.Sum(bundle => bundle.Count));

    public void Dispose()
    {
        Desk.Dispose();
        Another.Dispose();
        Recent.Dispose();
    }

    (NoiseDesk Desk, IDurableProcess Process) NewDesk()
    {
        var runner = Runner(new NoiseDecider(_policy, new NoiseHours(_policy)), Codec);
        return (new NoiseDesk(runner, Codec, Store, Silences, new NoiseHours(_policy), Clock), runner);
    }

    ProcessRunner<TState, TCommand, TEvent> Runner<TState, TCommand, TEvent>(
        Decider<TState, TCommand, TEvent> decider, StreamCodec<TState, TEvent> codec) where TCommand : class =>
        new(decider, codec, Store, Recent, Bus, Clock, NullLogger<ProcessRunner<TState, TCommand, TEvent>>.Instance);
}
