using Microsoft.Extensions.Logging;
using OnCall.Engine.Outbox;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Wakeups;

/// <summary>
/// Answers a knock: acts on a deadline that has passed, then delivers what is open. Lost, early, late, doubled
/// and reordered knocks change nothing but promptness.
/// </summary>
public sealed partial class WakeupHandler(
    DurableProcesses processes,
    IStreamStore store,
    RecentSnapshots recent,
    IWakeups wakeups,
    EffectDelivery delivery,
    TimeProvider clock,
    Patience patience,
    ILogger<WakeupHandler> log)
{
    static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(5);
    static readonly TimeSpan LookAgainAtMost = TimeSpan.FromMinutes(1);
    static readonly TimeSpan DropAfter = TimeSpan.FromSeconds(30);

    public async Task HandleAsync(Wakeup wakeup, CancellationToken cancellation)
    {
        if ((FindWork(wakeup) ?? await ReadCommittedAsync(wakeup, cancellation)) is not { } known)
        {
            await LookLaterAsync(wakeup, cancellation);
            return;
        }

        if (IsDue(known.Head))
        {
            var woken = await processes.KindOf(wakeup.Process).WakeUpAsync(known, cancellation);
            await delivery.DeliverAsync(wakeup, woken.Now, woken.Claimed, cancellation);
            return;
        }

        // The bus's clock runs ahead of ours.
        if (known.Head.Deadline is { } later && wakeup.Due >= later)
            await wakeups.SendAsync(wakeup.AgainAt(later, clock.GetUtcNow()), cancellation);
        await delivery.DeliverAsync(wakeup, known, claimed: [], cancellation);
    }

    /// <summary>
    /// For a knock that could not be answered now, as storage is away: it comes again until it can. A message that fails
    /// is delivered again at once, and after ten times never more.
    /// </summary>
    public Task LaterAsync(Wakeup wakeup, Exception why, CancellationToken cancellation)
    {
        LogPutOff(why, wakeup.Process);
        var now = clock.GetUtcNow();
        return wakeups.SendAsync(
            wakeup.AgainAt(now + wakeup.WaitAt(now, LookAgainAfter, LookAgainAtMost), now), cancellation);
    }

    // Only what there is to do can be seen without reading: that there is nothing to do cannot.
    Snapshot? FindWork(Wakeup wakeup) => recent.Find(wakeup.Process) is { } known
        && known.Head.Version >= wakeup.Version
        && (IsDue(known.Head) || DeliveryPlan.Of(known.Open, clock.GetUtcNow()).Ready.Count > 0)
            ? known
            : null;

    bool IsDue(Head head) => head.Deadline <= clock.GetUtcNow();

    // A knock goes out before its commit and can overtake it: usually by milliseconds.
    async Task<Snapshot?> ReadCommittedAsync(Wakeup wakeup, CancellationToken cancellation)
    {
        foreach (var wait in patience.Waits)
        {
            if (await ReadAsync(wakeup, cancellation) is { } known)
                return known;
            await Task.Delay(wait, patience.Clock, cancellation);
        }

        return await ReadAsync(wakeup, cancellation);
    }

    async Task<Snapshot?> ReadAsync(Wakeup wakeup, CancellationToken cancellation) =>
        await store.ReadAsync(wakeup.Process, cancellation) is { } known && known.Head.Version >= wakeup.Version
            ? known
            : null;

    async Task LookLaterAsync(Wakeup wakeup, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (now - wakeup.SentAt > DropAfter)
        {
            LogDropped(wakeup.Process, wakeup.Version);
            return;
        }

        await wakeups.SendAsync(wakeup.AgainAt(now + LookAgainAfter, now), cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Process}: a wake-up is put off")]
    partial void LogPutOff(Exception why, ProcessId process);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "{Process}: step {Version} was never committed; its wake-up is dropped")]
    partial void LogDropped(ProcessId process, long version);
}
