namespace OnCall.Simulation;

/// <summary>The clock of a world, as one worker's machine shows it: a little wrong, and stepping now and then.</summary>
sealed class SimulatedTime(Timeline timeline, Func<TimeSpan> skew) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => timeline.Now + skew();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new OneShot(callback, state);
        if (dueTime != Timeout.InfiniteTimeSpan)
            timeline.Schedule(dueTime, timer.Fire);
        return timer;
    }

    // The engine waits; it never repeats or changes a timer.
    sealed class OneShot(TimerCallback callback, object? state) : ITimer
    {
        bool _disposed;

        public void Fire()
        {
            if (!_disposed)
                callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose() => _disposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
