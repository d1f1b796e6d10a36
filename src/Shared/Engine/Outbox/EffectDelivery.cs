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
            if (claimed.Count == 0)
            {
                var now = clock.GetUtcNow();
                var plan = DeliveryPlan.Of(known.Open, now);
                if (plan.Ready.Count == 0)
                {
                    if (plan.KnockAgainAt(knock, now) is { } again)
                        await KnockAgainAsync(knock, again, cancellation);
                    return;
                }

                claimed = await ClaimAsync(plan.Ready, cancellation) ?? [];
            }

            var written = claimed.Count == 0 ? null : await PerformAsync(claimed, known.Thread, cancellation);
            if (written is not null)
                known = recent.Change(known, written);
            else if (await ReadAnewAsync(known.Process, cancellation) is { } read)
                known = read;
            else
                return;
            claimed = [];
        }

        await KnockAgainAsync(knock, clock.GetUtcNow(), cancellation);
    }

    // All lanes in one transaction. Null when somebody else was faster.
    Task<IReadOnlyList<EffectRow>?> ClaimAsync(IReadOnlyList<EffectRow> ready, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return store.UpdateEffectsAsync([.. ready.Select(row => Lease.Claim(row, now))], cancellation);
    }

    Task<IReadOnlyList<EffectRow>?> PerformAsync(
        IReadOnlyList<EffectRow> claimed, string? thread, CancellationToken cancellation) =>
        new ClaimedEffects(store, lease, clock, claimed).PerformAsync(
            (lane, stop) => lanes.PerformAsync(lane, thread, stop), cancellation);

    Task<Snapshot?> ReadAnewAsync(ProcessId process, CancellationToken cancellation)
    {
        recent.Forget(process);
        return store.ReadAsync(process, cancellation);
    }

    Task KnockAgainAsync(Wakeup knock, DateTimeOffset due, CancellationToken cancellation) =>
        wakeups.SendAsync(knock.AgainAt(due, clock.GetUtcNow()), cancellation);
}
