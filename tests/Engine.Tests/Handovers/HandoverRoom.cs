using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OnCall.Core.Effects;
using OnCall.Core.Handovers;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using OnCall.Engine.Handovers;
using OnCall.Engine.Reconcile;
using OnCall.Engine.Streams;
using OnCall.LocalHost.InMemory;

namespace OnCall.Engine.Tests.Handovers;

/// <summary>The clock and the desk of handovers over a store in memory, with sources and a thread that the test plays.</summary>
sealed class HandoverRoom : IHandoverThread
{
    readonly OnCallPolicy _policy;
    readonly ProcessRunner<Handover, HandoverCommand, HandoverEvent> _runner;

    public HandoverRoom(string start = "2026-01-05T09:00Z")
    {
        _policy = ((PolicyReading.Valid)PolicyReader.Read(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "oncall.json")))).Policy;
        Clock = new FakeTimeProvider(At(start));
        Sources = [.. Enum.GetValues<NoteSection>().Select(section => new PlayedSource(section))];
        var calendar = new RotationCalendar(_policy.Rotation, new OnCallZone(_policy.Zone));
        Times = new HandoverTimes(_policy, calendar);
        var codec = new StreamCodec<Handover, HandoverEvent>(
            HandoverStateJson.Default.Handover, HandoverEventJson.Default.HandoverEvent);
        _runner = new(
            new HandoverDecider(Times, new HandoverSteps(_policy, Times, new HandoverRoster(_policy, calendar))), codec, Store,
            new RecentSnapshots(), Bus, Clock, NullLogger<ProcessRunner<Handover, HandoverCommand, HandoverEvent>>.Instance);
        Stored = new StoredHandovers(Store, codec, Times, Clock);
        Desk = new HandoverDesk(_runner, Stored, this, Clock);
        Ticker = NewTicker();
    }

    public FakeTimeProvider Clock { get; }
    public MemoryStreamStore Store { get; } = new();
    public HandedOnBus Bus { get; } = new();
    public HandoverTimes Times { get; }
    public StoredHandovers Stored { get; }
    public HandoverDesk Desk { get; }
    public HandoverClock Ticker { get; private set; }
    public IReadOnlyList<PlayedSource> Sources { get; }

    /// <summary>What is read back from Slack.</summary>
    public List<Thumb> Thumbs { get; } = [];

    public string? ThreadsAreDown { get; set; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    public PlayedSource this[NoteSection section] => Sources.Single(source => source.Section == section);

    public HandoverClock NewTicker() => new(
        _runner, Stored, Times, new HandoverDraft(Sources, new DraftLimit(Clock), NullLogger<HandoverDraft>.Instance), Clock);

    public Task TickAsync() => Ticker.TickAsync(Cancellation);

    public async Task TickAtAsync(string instant)
    {
        Clock.SetUtcNow(At(instant));
        await TickAsync();
    }

    /// <summary>The service was started anew.</summary>
    public void Restart() => Ticker = NewTicker();

    /// <summary>What people were told by one handover, oldest first.</summary>
    public async Task<IReadOnlyList<Effect>> ToldAsync(string date) =>
        [.. (await Store.ReadEffectsAsync(ProcessId.Of("handover", date), Cancellation)).Select(row => row.Effect)];

    public async Task<Handover?> StateAsync(string date) => (await Stored.ReadAsync(date, Cancellation))?.State;

    /// <summary>Slack took the note: from then on its thread is known.</summary>
    public async Task PostAsync(string date, string receipt)
    {
        var known = (await Store.ReadAsync(ProcessId.Of("handover", date), Cancellation))!;
        var posted = known.Open.Select(row => row with { Status = EffectStatus.Done, Receipt = row.Effect.OpensThread ? receipt : null });
        Assert.NotNull(await Store.UpdateEffectsAsync(known, [.. posted], Cancellation));
    }

    public Task<Listing<Thumb>> ReadThumbsAsync(string note, CancellationToken cancellation) => Task.FromResult<Listing<Thumb>>(
        ThreadsAreDown is { } why ? new Listing<Thumb>.NotRead(why) : new Listing<Thumb>.Read([.. Thumbs]));
}

sealed class PlayedSource(NoteSection section) : INoteSource
{
    public NoteSection Section => section;

    public SectionContent Content { get; set; } = new SectionContent.Known([], 0);

    public Func<Exception>? Fault { get; set; }

    public int Reads { get; private set; }

    public Task<SectionContent> ReadAsync(CancellationToken cancellation)
    {
        Reads++;
        return Fault is { } fault ? throw fault() : Task.FromResult(Content);
    }
}
