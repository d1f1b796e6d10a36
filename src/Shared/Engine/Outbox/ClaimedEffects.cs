using OnCall.Engine.Streams;

namespace OnCall.Engine.Outbox;

/// <summary>
/// What one worker has claimed of a process, while its lanes work: keeps the lease alive, and writes what came
/// of it, in one transaction where the lanes end at about the same time.
/// </summary>
sealed class ClaimedEffects(IStreamStore store, Lease lease, TimeProvider clock, IReadOnlyList<EffectRow> claimed)
{
    // By their ids, as they are stored now.
    readonly Dictionary<EffectId, EffectRow> _held = claimed.ToDictionary(row => row.Id);
    DateTimeOffset _renewed = lease.Clock.GetUtcNow();

    /// <param name="perform">Performs one lane; see <see cref="LaneDelivery.PerformAsync"/>.</param>
    /// <returns>What was written of them; null when somebody else took them over.</returns>
    public async Task<IReadOnlyList<EffectRow>?> PerformAsync(
        Func<IReadOnlyList<EffectRow>, CancellationToken, Task<IReadOnlyList<EffectRow>>> perform,
        CancellationToken cancellation)
    {
        using var expiry = new CancellationTokenSource(Lease.Duration - lease.StopBefore, lease.Clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellation);
        var lanes = claimed.GroupBy(row => row.Effect.Lane).Select(lane => perform([.. lane], stop.Token)).ToList();
        try
        {
            return await WriteAsTheyEndAsync([.. lanes], expiry, cancellation);
        }
        finally
        {
            // Nothing goes on behind the back of whoever is knocked at next.
            stop.Cancel();
            await ((Task)Task.WhenAll(lanes)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task<IReadOnlyList<EffectRow>?> WriteAsTheyEndAsync(
        List<Task<IReadOnlyList<EffectRow>>> lanes, CancellationTokenSource expiry, CancellationToken cancellation)
    {
        var written = new List<EffectRow>();
        var failed = new List<Task>();
        while (lanes.Count > 0)
        {
            if (!await AnyEndsAsync(lanes))
            {
                if (await RenewAsync(expiry, cancellation) is null)
                    return null;
                continue;
            }

            var ended = lanes.Where(lane => lane.IsCompleted).ToList();
            lanes.RemoveAll(ended.Contains);
            failed.AddRange(ended.Where(lane => !lane.IsCompletedSuccessfully));
            var outcome = ended.Where(lane => lane.IsCompletedSuccessfully).SelectMany(lane => lane.Result).ToList();
            if (outcome.Count == 0)
                continue;
            if (await WriteAsync(outcome, cancellation) is not { } rows)
                return null;
            written.AddRange(rows);
        }

        await Task.WhenAll(failed);
        return written;
    }

    TimeSpan UntilRenewal => _renewed + lease.RenewEvery - lease.Clock.GetUtcNow();

    // False when the lease has to be renewed first.
    async Task<bool> AnyEndsAsync(List<Task<IReadOnlyList<EffectRow>>> lanes)
    {
        await WaitAsync(Task.WhenAny(lanes), UntilRenewal);
        if (!lanes.Exists(lane => lane.IsCompleted))
            return false;
        await WaitAsync(
            Task.WhenAll(lanes), UntilRenewal < Lease.WaitForOtherLanes ? UntilRenewal : Lease.WaitForOtherLanes);
        return true;
    }

    async Task WaitAsync(Task work, TimeSpan atMost)
    {
        if (work.IsCompleted || atMost <= TimeSpan.Zero)
            return;
        var elapsed = new TaskCompletionSource();
        await using var timer = lease.Clock.CreateTimer(
            _ => elapsed.TrySetResult(), state: null, atMost, Timeout.InfiniteTimeSpan);
        await Task.WhenAny(work, elapsed.Task);
    }

    async Task<IReadOnlyList<EffectRow>?> RenewAsync(CancellationTokenSource expiry, CancellationToken cancellation)
    {
        var (asked, until) = (lease.Clock.GetUtcNow(), clock.GetUtcNow() + Lease.Duration);
        var renewed = await WriteAsync([.. _held.Values.Select(row => row with { LeasedUntil = until })], cancellation);
        // Counted from when it was asked for: the answer may have taken long.
        _renewed = asked;
        var left = asked + Lease.Duration - lease.StopBefore - lease.Clock.GetUtcNow();
        expiry.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        return renewed;
    }

    async Task<IReadOnlyList<EffectRow>?> WriteAsync(IReadOnlyList<EffectRow> rows, CancellationToken cancellation)
    {
        var updated = await store.UpdateEffectsAsync(
            [.. rows.Select(row => row with { ETag = _held[row.Id].ETag })], cancellation);
        foreach (var row in updated ?? [])
            if (row.Status == EffectStatus.Open)
                _held[row.Id] = row;
            else
                _held.Remove(row.Id);
        return updated;
    }
}
