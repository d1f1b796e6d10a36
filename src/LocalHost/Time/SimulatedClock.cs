namespace OnCall.LocalHost.Time;

/// <summary>
/// A clock that stands still until it is told where to go, and knows the next moment that a timer waits for.
/// Everything in a drill or a story runs on one of these.
/// </summary>
public sealed class SimulatedClock(DateTimeOffset start) : TimeProvider
{
    readonly Lock _gate = new();
    readonly HashSet<Timer> _timers = [];
    DateTimeOffset _now = start.ToUniversalTime();

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <summary>Null when nobody waits for anything.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate)
                return _timers.Min(timer => timer.Due);
        }
    }

    /// <summary>Moves on and fires what has become due, earliest first. Never moves back.</summary>
    public void MoveTo(DateTimeOffset moment)
    {
        lock (_gate)
            _now = moment > _now ? moment : _now;
        while (TakeDue() is { } timer)
            timer.Fire();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    Timer? TakeDue()
    {
        lock (_gate)
        {
            var timer = _timers.Where(timer => timer.Due <= _now).MinBy(timer => timer.Due);
            timer?.Rearm(_now);
            return timer;
        }
    }

    sealed class Timer(SimulatedClock clock, TimerCallback callback, object? state) : ITimer
    {
        TimeSpan _period;

        public DateTimeOffset? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool fireNow;
            lock (clock._gate)
            {
                _period = period;
                Due = dueTime == Timeout.InfiniteTimeSpan ? null : clock._now + dueTime;
                clock._timers.Add(this);
                fireNow = Due <= clock._now;
                if (fireNow)
                    Rearm(clock._now);
            }

            // As the machine's timers do: on another thread, never inside the call that set the timer.
            if (fireNow)
                ThreadPool.UnsafeQueueUserWorkItem(static timer => timer.Fire(), this, preferLocal: false);
            return true;
        }

        public void Rearm(DateTimeOffset now) =>
            Due = _period > TimeSpan.Zero ? now + _period : null;

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock._gate)
            {
                Due = null;
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
