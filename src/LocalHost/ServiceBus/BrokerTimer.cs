namespace OnCall.LocalHost.ServiceBus;

/// <summary>Knocks at the next moment at which something is due, on a clock that may be a simulated one.</summary>
sealed class BrokerTimer(TimeProvider clock, Func<DateTimeOffset?> nextDue, Action knock) : IDisposable
{
    /// <summary>What a timer of the machine can count; then it is set again.</summary>
    static readonly TimeSpan MaxWait = TimeSpan.FromDays(30);

    /// <summary>No real clock moves that much between two lines; a simulated one may.</summary>
    static readonly TimeSpan Jump = TimeSpan.FromMilliseconds(100);

    static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    readonly ITimer _timer = clock.CreateTimer(
        static knock => ((Action)knock!)(), knock, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    DateTimeOffset? _setFor;

    /// <summary>Called after every change, by one thread at a time.</summary>
    public void Set()
    {
        var due = nextDue();
        if (due == _setFor)
            return;
        _setFor = due;
        if (due is null)
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        else
            SetFor(due.Value);
    }

    /// <summary>It has knocked: the same moment may be set again.</summary>
    public void Clear() => _setFor = null;

    public void Dispose() => _timer.Dispose();

    void SetFor(DateTimeOffset due)
    {
        DateTimeOffset now;
        do
        {
            // A wait is counted from when the timer takes it: once more if the clock was moved in between.
            now = clock.GetUtcNow();
            _timer.Change(WaitFor(due - now), Timeout.InfiniteTimeSpan);
        }
        while (clock.GetUtcNow() - now > Jump);
    }

    // The machine's timers cut off parts of a millisecond and knock early; then the rest is waited for.
    static TimeSpan WaitFor(TimeSpan rest) =>
        rest <= TimeSpan.Zero ? TimeSpan.Zero
        : rest < Shortest ? Shortest
        : rest < MaxWait ? rest
        : MaxWait;
}
