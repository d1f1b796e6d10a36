using OnCall.Engine.Streams;
using OnCall.Engine.Wakeups;

namespace OnCall.Engine.Outbox;

/// <summary>
/// Delivers a process's open effects: claims them by a lease, has each lane tell its neighbour one after the
/// other, and keeps what the neighbours answered.
/// </summary>
public sealed class EffectDelivery(
    LaneDelivery lanes, IStreamStore store, RecentSnapshots recent, IWakeups wakeups, Lease lease, TimeProvider clock)
{
    const int MaxRounds = 20;

    /// <param name="knock">What it is done upon; its step is committed.</param>
    /// <param name="known">The process. When it is out of date, the claim says so.</param>
    /// <param name="claimed">What the caller has claimed already.</param>
    public async Task DeliverAsync(
        Wakeup knock, Snapshot known, IReadOnlyList<EffectRow> claimed, CancellationToken cancellation)
    {
        for (var round = 1; round <= MaxRounds; round++)
        {
            var now = clock.GetUtcNow();
            if (claimed.Count == 0)
            {
                var plan = DeliveryPlan.Of(known.Open, now);
                if (plan.Ready.Count == 0)
                {
                    if (plan.KnockAgainAt(knock, now) is { } again)
                        await KnockAgainAsync(knock, again, cancellation);
                    return;
                }

                claimed = [.. plan.Ready.Select(row => Lease.Claim(row, now))];
                if (!Keep(await store.UpdateEffectsAsync(known, claimed, cancellation), ref known))
                    claimed = [];
            }

            var isWritten = claimed.Count > 0
                && Keep(await PerformAsync(known, claimed, cancellation), ref known);
            if (!isWritten && !Keep(await ReadAnewAsync(known.Process, cancellation), ref known))
                return;
            claimed = [];
        }

        await KnockAgainAsync(knock, clock.GetUtcNow(), cancellation);
    }

    // False when somebody else was faster.
    bool Keep(Snapshot? written, ref Snapshot known)
    {
        if (written is null)
            return false;
        recent.Keep(written);
        known = written;
        return true;
    }

    // All lanes beside one another.
    Task<Snapshot?> PerformAsync(Snapshot known, IReadOnlyList<EffectRow> claimed, CancellationToken cancellation) =>
        new ClaimedEffects(store, lease, clock, known, claimed).PerformAsync(
            (lane, stop) => lanes.PerformAsync(lane, known.Thread, stop), cancellation);

    Task<Snapshot?> ReadAnewAsync(ProcessId process, CancellationToken cancellation)
    {
        recent.Forget(process);
        return store.ReadAsync(process, cancellation);
    }

    Task KnockAgainAsync(Wakeup knock, DateTimeOffset due, CancellationToken cancellation) =>
        wakeups.SendAsync(knock.AgainAt(due, clock.GetUtcNow()), cancellation);
}
