namespace OnCall.LocalHost.Time;

/// <summary>Counts what is under way. What only waits for the clock to move is not. Thread-safe.</summary>
sealed class WorkCount
{
    int _underWay;

    public int UnderWay => Volatile.Read(ref _underWay);

    public void Begin() => Interlocked.Increment(ref _underWay);

    public void End() => Interlocked.Decrement(ref _underWay);

    /// <summary>Work that has begun waits, uncounted, for the clock.</summary>
    public async Task WaitAsync(TimeSpan wait, TimeProvider clock, CancellationToken cancellation)
    {
        // The timer itself counts it in again: a simulated clock that fires it must not find everybody idle
        // before this task has woken up.
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var timer = clock.CreateTimer(
            _ =>
            {
                Begin();
                woken.TrySetResult();
            },
            state: null, wait, Timeout.InfiniteTimeSpan);
        End();
        await woken.Task.WaitAsync(cancellation);
    }
}
