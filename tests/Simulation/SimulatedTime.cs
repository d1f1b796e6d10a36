namespace OnCall.Simulation;

/// <summary>The clock of a world, as one worker's machine shows it: a little wrong, and stepping now and then.</summary>
sealed class SimulatedTime(Timeline timeline, Func<TimeSpan> skew) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => timeline.Now + skew();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new OneShot(timeline, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    // Nothing in the engine repeats.
    sealed class OneShot(Timeline timeline, TimerCallback callback, object? state) : ITimer
    {
        int _armed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var armed = ++_armed;
            if (dueTime != Timeout.InfiniteTimeSpan)
                timeline.Schedule(dueTime, () =>
                {
                    if (_armed == armed)
                        callback(state);
                });
            return true;
        }

        public void Dispose() => _armed++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
