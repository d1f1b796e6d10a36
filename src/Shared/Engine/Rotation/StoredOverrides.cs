using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using OnCall.Core.Rotation;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Rotation;

/// <summary>
/// The stored overrides, kept at hand so that no decision has to wait for storage. Each instance of the app looks
/// for itself: before whatever it is asked when it has not looked for <see cref="MaxAge"/>, and at once after it has
/// stored something. So an override counts at once where it was stored, and everywhere else within
/// <see cref="MaxAge"/>. While storage does not answer, what was known last counts.
/// </summary>
public sealed partial class StoredOverrides(
    ProcessRunner<OverrideBook, RotationCommand, RotationEvent> rotation,
    StreamCodec<OverrideBook, RotationEvent> codec,
    IStreamStore store,
    TimeProvider clock,
    ILogger<StoredOverrides> log) : IOverrides, IDisposable
{
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(5);

    // Of the machine's time, while a page is waiting: PagerDuty gives all of the answer five seconds. The first look
    // may have to open the way to storage, and without it there is nothing to fall back on.
    static readonly TimeSpan FirstLook = TimeSpan.FromSeconds(3);
    static readonly TimeSpan LaterLooks = TimeSpan.FromSeconds(1);

    readonly SemaphoreSlim _oneAtATime = new(1, 1);
    volatile Known _known = Known.Nothing;

    public IReadOnlyList<Override> Current => _known.Book.Overrides;

    /// <summary>When they were read; null when they never were, and the rotation alone counts.</summary>
    public DateTimeOffset? ReadAt => _known.ReadAt;

    /// <summary>Returns at once in nearly every case. Never fails because of storage.</summary>
    public ValueTask KeepFreshAsync(CancellationToken cancellation) =>
        IsFresh ? ValueTask.CompletedTask : new ValueTask(LookInTurnAsync(evenIfFresh: false, cancellation));

    /// <summary>From storage itself, whatever is known here.</summary>
    public async Task<OverrideBook> ReadAsync(CancellationToken cancellation) =>
        await store.ReadAsync(ProcessId.Of(rotation.Kind, RotationDecider.TheOnlyId), cancellation) is { } found
            ? codec.ReadState(found.Head.State)
            : OverrideBook.Empty;

    /// <summary>Sets or removes. When this returns, whoever asks here who is on call is told so.</summary>
    public async Task<Step> HandleAsync(RotationCommand command, CancellationToken cancellation)
    {
        var step = await rotation.HandleAsync(RotationDecider.TheOnlyId, command, inputs: [], cancellation);

        // It is stored, also for somebody who does not wait for the answer any more.
        if (step is Step.Taken)
            await LookInTurnAsync(evenIfFresh: true, CancellationToken.None);
        return step;
    }

    public void Dispose() => _oneAtATime.Dispose();

    bool IsFresh => _known.LookedAt is { } at && clock.GetUtcNow() - at < MaxAge;

    // Who comes meanwhile waits too: what is older than it may be is nobody's reason to page somebody.
    async Task LookInTurnAsync(bool evenIfFresh, CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            if (evenIfFresh || !IsFresh)
                await LookAsync(cancellation);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification =
        "Whatever keeps storage from answering: whoever is paged by what was known last is better off than nobody.")]
    async Task LookAsync(CancellationToken cancellation)
    {
        // Taken before: what is stored while the answer is on its way is not in it.
        var now = clock.GetUtcNow();
        using var limit = new CancellationTokenSource(ReadAt is null ? FirstLook : LaterLooks, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            _known = new Known(await ReadAsync(either.Token), ReadAt: now, LookedAt: now);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            LogNotRead(e, _known.ReadAt);
            _known = _known with { LookedAt = now };
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The overrides could not be read; those of {ReadAt} count (none when they never were)")]
    partial void LogNotRead(Exception e, DateTimeOffset? readAt);

    /// <param name="LookedAt">When storage was asked last, whether it answered or not; null for never.</param>
    sealed record Known(OverrideBook Book, DateTimeOffset? ReadAt, DateTimeOffset? LookedAt)
    {
        public static readonly Known Nothing = new(OverrideBook.Empty, ReadAt: null, LookedAt: null);
    }
}
