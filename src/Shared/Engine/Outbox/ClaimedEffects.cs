using OnCall.Engine.Streams;

namespace OnCall.Engine.Outbox;

/// <summary>
/// What one worker has claimed of a process, while its lanes work: keeps the lease alive, and writes what came
/// of it, in one transaction where the lanes end at about the same time.
/// </summary>
sealed class ClaimedEffects(
    IStreamStore store, Lease lease, TimeProvider clock, Snapshot known, IReadOnlyList<EffectRow> claimed)
{
    const int MaxAttempts = 10;

    // By their ids, as they are stored now.
    readonly Dictionary<EffectId, EffectRow> _held = claimed.ToDictionary(row => row.Id);
    Snapshot _known = known;
    DateTimeOffset _renewed = lease.Clock.GetUtcNow();

    /// <param name="perform">Performs one lane; see <see cref="LaneDelivery.PerformAsync"/>.</param>
    /// <returns>The process after what was written; null when somebody else took its effects over.</returns>
    public async Task<Snapshot?> PerformAsync(
        Func<IReadOnlyList<EffectRow>, CancellationToken, Task<IReadOnlyList<EffectRow>>> perform,
        CancellationToken cancellation)
    {
        using var expiry = new CancellationTokenSource(Lease.Duration - lease.StopBefore, lease.Clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellation);
        var lanes = claimed.GroupBy(row => row.Effect.Lane).Select(lane => perform([.. lane], stop.Token)).ToList();
        try
        {
            return await WriteAsTheyEndAsync([.. lanes], expiry, cancellation) ? _known : null;
        }
        finally
        {
            // Nothing goes on behind the back of whoever is knocked at next.
            stop.Cancel();
            await ((Task)Task.WhenAll(lanes)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    async Task<bool> WriteAsTheyEndAsync(
        List<Task<IReadOnlyList<EffectRow>>> lanes, CancellationTokenSource expiry, CancellationToken cancellation)
    {
        var failed = new List<Task>();
        while (lanes.Count > 0)
        {
            if (!await AnyEndsAsync(lanes))
            {
                if (!await RenewAsync(expiry, cancellation))
                    return false;
                continue;
            }

            var ended = lanes.Where(lane => lane.IsCompleted).ToList();
            lanes.RemoveAll(ended.Contains);
            failed.AddRange(ended.Where(lane => !lane.IsCompletedSuccessfully));
            var outcome = ended.Where(lane => lane.IsCompletedSuccessfully).SelectMany(lane => lane.Result).ToList();
            if (outcome.Count > 0 && !await WriteAsync(outcome, cancellation))
                return false;
        }

        await Task.WhenAll(failed);
        return true;
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

    async Task<bool> RenewAsync(CancellationTokenSource expiry, CancellationToken cancellation)
    {
        var (asked, until) = (lease.Clock.GetUtcNow(), clock.GetUtcNow() + Lease.Duration);
        var renewed = await WriteAsync([.. _held.Values.Select(row => row with { LeasedUntil = until })], cancellation);
        // Counted from when it was asked for: the answer may have taken long.
        _renewed = asked;
        var left = asked + Lease.Duration - lease.StopBefore - lease.Clock.GetUtcNow();
        expiry.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        return renewed;
    }

    // False when another worker has one of them now.
    async Task<bool> WriteAsync(IReadOnlyList<EffectRow> rows, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (await store.UpdateEffectsAsync(_known, rows, cancellation) is { } written)
            {
                _known = written;
                foreach (var row in rows)
                    if (row.Status == EffectStatus.Open)
                        _held[row.Id] = row;
                    else
                        _held.Remove(row.Id);
                return true;
            }

            // Most likely the process took a step, which leaves what is claimed alone.
            if (await store.ReadAsync(_known.Process, cancellation) is not { } read || !rows.All(row => IsStillOurs(row.Id, read)))
                return false;
            _known = read;
        }

        throw new ConflictException(_known.Process, MaxAttempts);
    }

    // Each claim counts an attempt and sets another end.
    bool IsStillOurs(EffectId id, Snapshot read) => read.Open.FirstOrDefault(row => row.Id == id) is { } stored
        && (stored.Attempts, stored.LeasedUntil) == (_held[id].Attempts, _held[id].LeasedUntil);
}
