using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OnCall.Core.DeadLetters;
using OnCall.Core.Effects;
using OnCall.Core.Notices;
using OnCall.Core.Processes;
using OnCall.Engine.DeadLetters;
using OnCall.Engine.Notices;
using OnCall.Engine.Streams;
using OnCall.LocalHost.InMemory;

namespace OnCall.Engine.Tests.Notices;

/// <summary>The notice board and the dead letters over a store in memory. What was announced can be read off.</summary>
sealed class Desk
{
    public Desk()
    {
        var notices = new StreamCodec<Notice, NoticeEvent>(NoticeStateJson.Default.Notice, NoticeEventJson.Default.NoticeEvent);
        Notices = new NoticeBoard(Runner(new NoticeDecider(), notices), notices, Store, Clock);
        var letters = new StreamCodec<DeadLetter, DeadLetterEvent>(
            DeadLetterStateJson.Default.DeadLetter, DeadLetterEventJson.Default.DeadLetterEvent);
        Letters = new DeadLetterBox(Runner(new DeadLetterDecider(), letters), letters, Store, Bus, Clock);
        Watch = new DeadLetterWatch(Letters, Notices, Clock);
    }

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.Parse("2026-01-06T08:42Z", CultureInfo.InvariantCulture));
    public MemoryStreamStore Store { get; } = new();
    public RecentSnapshots Recent { get; } = new();
    public HandedOnBus Bus { get; } = new();
    public NoticeBoard Notices { get; }
    public DeadLetterBox Letters { get; }
    public DeadLetterWatch Watch { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>All that was ever announced under this id, oldest first.</summary>
    public async Task<IReadOnlyList<Effect.TellNotice>> ToldAsync(string id) =>
        [.. (await Store.ReadEffectsAsync(ProcessId.Of("notice", id), Cancellation)).Select(row => (Effect.TellNotice)row.Effect)];

    ProcessRunner<TState, TCommand, TEvent> Runner<TState, TCommand, TEvent>(
        Decider<TState, TCommand, TEvent> decider, StreamCodec<TState, TEvent> codec) where TCommand : class =>
        new(decider, codec, Store, Recent, Bus, Clock, NullLogger<ProcessRunner<TState, TCommand, TEvent>>.Instance);
}
