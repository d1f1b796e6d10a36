using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OnCall.Core.Effects;
using OnCall.Engine.Streams;
using OnCall.Engine.Wakeups;

namespace OnCall.Engine.Outbox;

/// <summary>Tells one neighbour a process's claimed effects, one after the other.</summary>
public sealed partial class LaneDelivery(
    IEnumerable<INeighbour> neighbours,
    DurableProcesses processes,
    IWakeups wakeups,
    TimeProvider clock,
    ILogger<LaneDelivery> log)
{
    readonly Dictionary<Lane, INeighbour> _neighbours = neighbours.ToDictionary(neighbour => neighbour.Lane);

    /// <param name="lane">Claimed, in their order, all of one lane.</param>
    /// <param name="stop">The lease is running out: nothing more may be begun.</param>
    /// <returns>What became of them, not yet written. When stopped: of those that it got to.</returns>
    public async Task<IReadOnlyList<EffectRow>> PerformAsync(
        IReadOnlyList<EffectRow> lane, string? thread, CancellationToken stop)
    {
        var outcome = new List<EffectRow>(lane.Count);
        while (outcome.Count < lane.Count)
        {
            var row = lane[outcome.Count];
            if (await TellAsync(row, thread, stop) is not { } delivery)
                break;
            if (delivery is Delivery.NotNeeded notNeeded)
            {
                outcome.AddRange(await DropAsync(notNeeded.Why, lane.Skip(outcome.Count), stop));
                continue;
            }

            var settled = Settle(row, delivery);
            outcome.Add(settled);
            if (settled.Status == EffectStatus.Open)
            {
                // The knock goes out before the time to try again is written, as before every commit.
                await KnockAsync(settled, stop);
                outcome.AddRange(lane.Skip(outcome.Count).Select(Lease.GiveBack));
                break;
            }

            // Told before it is written down: after a crash in between it is refused and told again, and known.
            if (settled.Status == EffectStatus.GivenUp)
                await processes.KindOf(row.Id.Process).RefuseAsync(row, settled.Answer!, stop);
            if (settled.OpenedThread)
                thread = settled.Receipt;
        }

        return outcome;
    }

    /// <summary>The first of these and what follows it in the same step are done with, unsaid.</summary>
    async Task<IReadOnlyList<EffectRow>> DropAsync(string why, IEnumerable<EffectRow> rows, CancellationToken stop)
    {
        var first = rows.First();
        // Told before it is written down, as a refusal is.
        await processes.KindOf(first.Id.Process).OvertakenAsync(first, why, stop);
        var now = clock.GetUtcNow();
        return [.. rows.TakeWhile(row => row.Id.Version == first.Id.Version)
            .Select(row => row with { Status = EffectStatus.Done, Answer = why, LeasedUntil = now })];
    }

    // Null when it was stopped: whether it arrived is not known.
    async Task<Delivery?> TellAsync(EffectRow row, string? thread, CancellationToken stop)
    {
        if (stop.IsCancellationRequested)
            return null;
        try
        {
            var delivery = await _neighbours[row.Effect.Lane]
                .PerformAsync(new Letter(row.Id, row.Effect, row.Attempts, thread, row.CreatedAt) { LastAnswer = row.AnswerBefore }, stop);
            LogDelivery(row.Id, row.Effect.GetType().Name, row.Attempts, delivery);
            return delivery;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
    }

    EffectRow Settle(EffectRow row, Delivery delivery)
    {
        var now = clock.GetUtcNow();
        return delivery switch
        {
            Delivery.Done done => row with { Status = EffectStatus.Done, Answer = done.Answer, Receipt = done.Receipt, LeasedUntil = now },
            Delivery.GiveUp giveUp => row with { Status = EffectStatus.GivenUp, Answer = giveUp.Why, LeasedUntil = now },
            Delivery.NotYet notYet => Lease.GiveBack(row) with { NotBefore = now + notYet.After },
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

    Task KnockAsync(EffectRow held, CancellationToken cancellation) => wakeups.SendAsync(
        new Wakeup(held.Id.Process, held.Id.Version, held.NotBefore, clock.GetUtcNow()), cancellation);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Effect} ({Kind}), attempt {Attempt}: {Delivery}")]
    partial void LogDelivery(EffectId effect, string kind, int attempt, Delivery delivery);
}
