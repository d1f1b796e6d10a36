using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OnCall.Core.Effects;
using OnCall.Engine.Streams;
using OnCall.Engine.Wakeups;

namespace OnCall.Engine.Outbox;

/// <summary>
/// Performs a process's open effects: claims them by a lease, tells each lane's neighbour one after the other,
/// and keeps what the neighbour answered.
/// </summary>
public sealed partial class EffectDelivery(
    IEnumerable<INeighbour> neighbours,
    DurableProcesses processes,
    IStreamStore store,
    IWakeups wakeups,
    TimeProvider clock,
    ILogger<EffectDelivery> log)
{
    const int MaxRounds = 20;

    /// <summary>
    /// For everything that is claimed at once. What a worker that died had claimed waits this long, so it is short.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);

    /// <summary>Longer than an adapter's own time limits for one effect: with less left of the lease, none is begun.</summary>
    static readonly TimeSpan LongestEffect = TimeSpan.FromSeconds(35);

    readonly Dictionary<Lane, INeighbour> _neighbours = neighbours.ToDictionary(neighbour => neighbour.Lane);

    /// <param name="knock">What it is done upon; its step is committed.</param>
    public async Task DeliverAsync(Wakeup knock, CancellationToken cancellation)
    {
        for (var round = 1; round <= MaxRounds; round++)
        {
            var effects = await store.ReadEffectsAsync(knock.Process, cancellation);
            var plan = DeliveryPlan.Of(effects, clock.GetUtcNow());
            if (plan.Ready.Count == 0)
            {
                if (plan.KnockAgainAt(knock.Due) is { } again)
                    await KnockAsync(knock.Process, knock.Version, again, cancellation);
                return;
            }

            if (await ClaimAsync(plan.Ready, cancellation) is { } claimed)
                await Task.WhenAll(claimed.GroupBy(row => row.Effect.Lane)
                    .Select(lane => DeliverLaneAsync([.. lane], DeliveryPlan.ThreadOf(effects), cancellation)));
        }

        await KnockAsync(knock.Process, knock.Version, clock.GetUtcNow(), cancellation);
    }

    // All lanes in one transaction.
    Task<IReadOnlyList<EffectRow>?> ClaimAsync(IReadOnlyList<EffectRow> ready, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + Lease;
        return store.UpdateEffectsAsync(
            [.. ready.Select(row => row with { Attempts = row.Attempts + 1, LeasedUntil = until })], cancellation);
    }

    async Task DeliverLaneAsync(IReadOnlyList<EffectRow> lane, string? thread, CancellationToken cancellation)
    {
        for (var place = 0; place < lane.Count; place++)
        {
            var row = lane[place];
            if (clock.GetUtcNow() + LongestEffect > row.LeasedUntil)
            {
                await store.UpdateEffectsAsync([.. lane.Skip(place).Select(Unclaimed)], cancellation);
                return;
            }

            var delivery = await _neighbours[row.Effect.Lane]
                .PerformAsync(new Letter(row.Id, row.Effect, row.Attempts, thread, row.CreatedAt), cancellation);
            LogDelivery(row.Id, row.Effect.GetType().Name, row.Attempts, delivery);
            if (delivery is Delivery.NotNeeded notNeeded)
            {
                if (await DropAsync(notNeeded.Why, [.. lane.Skip(place)], cancellation) is not { } dropped)
                    return;
                place += dropped - 1;
                continue;
            }

            var settled = Settle(row, delivery);
            if (settled.Status == EffectStatus.Open)
            {
                await HoldUpAsync(settled, [.. lane.Skip(place + 1)], cancellation);
                return;
            }

            // Told before it is written down: after a crash in between it is refused and told again, and known.
            if (settled.Status == EffectStatus.GivenUp)
                await processes.KindOf(row.Id.Process).RefuseAsync(row, settled.Answer!, cancellation);
            if (await store.UpdateEffectsAsync([settled], cancellation) is null)
                return;
            if (settled is { Effect.OpensThread: true, Status: EffectStatus.Done })
                thread = settled.Receipt;
        }
    }

    /// <summary>
    /// The first of these and what follows it in the same step are done with, unsaid. How many; null when somebody else
    /// has them now.
    /// </summary>
    async Task<int?> DropAsync(string why, IReadOnlyList<EffectRow> rows, CancellationToken cancellation)
    {
        var step = rows.TakeWhile(row => row.Id.Version == rows[0].Id.Version).ToList();
        // Told before it is written down, as a refusal is.
        await processes.KindOf(rows[0].Id.Process).OvertakenAsync(rows[0], why, cancellation);
        var done = step.Select(row => row with { Status = EffectStatus.Done, Answer = why, LeasedUntil = clock.GetUtcNow() });
        return await store.UpdateEffectsAsync([.. done], cancellation) is null ? null : step.Count;
    }

    // The knock goes out before the time to try again is written, as before every commit.
    async Task HoldUpAsync(EffectRow settled, IReadOnlyList<EffectRow> behind, CancellationToken cancellation)
    {
        await KnockAsync(settled.Id.Process, settled.Id.Version, settled.NotBefore, cancellation);
        await store.UpdateEffectsAsync([settled, .. behind.Select(Unclaimed)], cancellation);
    }

    static EffectRow Unclaimed(EffectRow row) => row with { Attempts = row.Attempts - 1, LeasedUntil = row.CreatedAt };

    EffectRow Settle(EffectRow row, Delivery delivery)
    {
        var now = clock.GetUtcNow();
        return delivery switch
        {
            Delivery.Done done => row with { Status = EffectStatus.Done, Answer = done.Answer, Receipt = done.Receipt, LeasedUntil = now },
            Delivery.GiveUp giveUp => row with { Status = EffectStatus.GivenUp, Answer = giveUp.Why, LeasedUntil = now },
            Delivery.RetryLater retry when row.Attempts >= Backoff.MaxAttempts => row with
            {
                Status = EffectStatus.GivenUp,
                Answer = $"gave up after {row.Attempts} attempts: {retry.Why}",
                LeasedUntil = now,
            },
            Delivery.RetryLater retry => row with
            {
                Answer = retry.Why,
                NotBefore = now + Backoff.After(row.Attempts, retry.After),
                LeasedUntil = now,
            },
            _ => throw new UnreachableException($"{delivery} is no delivery."),
        };
    }

    Task KnockAsync(ProcessId process, long version, DateTimeOffset due, CancellationToken cancellation) =>
        wakeups.SendAsync(new Wakeup(process, version, due, clock.GetUtcNow()), cancellation);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Effect} ({Kind}), attempt {Attempt}: {Delivery}")]
    partial void LogDelivery(EffectId effect, string kind, int attempt, Delivery delivery);
}
