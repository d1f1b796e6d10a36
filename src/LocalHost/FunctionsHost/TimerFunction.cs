namespace OnCall.LocalHost.FunctionsHost;

/// <summary>Fires one timer at its times in UTC, and never a second time while the first run goes on.</summary>
sealed partial class TimerFunction : IAsyncDisposable
{
    // Timers of the machine take no more than 49 days; a longer wait is taken in steps.
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    // The host remembers no status of a timer that fires more often.
    static readonly TimeSpan ShortestRemembered = TimeSpan.FromMinutes(1);

    readonly FunctionDeclaration.OnTimer _function;
    readonly Invocations _invocations;
    readonly UnderWayCount _underWay;
    readonly TimeProvider _clock;
    readonly ILogger<TimerFunction> _logger;
    readonly CancellationTokenSource _stop = new();
    readonly Lock _gate = new();
    readonly ITimer _timer;
    Task _run = Task.CompletedTask;
    DateTimeOffset _last = DateTimeOffset.MinValue;
    DateTimeOffset _lastUpdated;
    DateTimeOffset _next;

    public TimerFunction(
        FunctionDeclaration.OnTimer function,
        Invocations invocations,
        UnderWayCount underWay,
        TimeProvider clock,
        ILogger<TimerFunction> logger)
    {
        (_function, _invocations, _underWay, _clock, _logger) = (function, invocations, underWay, clock, logger);
        _lastUpdated = clock.GetUtcNow();
        _timer = clock.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        WaitForNext();
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _stop.Cancel();
            _timer.Dispose();
        }

        await _run;
        _stop.Dispose();
    }

    void WaitForNext()
    {
        _next = After(_clock.GetUtcNow());
        Wait();
    }

    // A schedule that has no next time, such as the 30th of February, waits for ever.
    DateTimeOffset After(DateTimeOffset moment) =>
        _function.Schedule.GetNextOccurrence(moment, TimeZoneInfo.Utc) ?? DateTimeOffset.MaxValue;

    void Wait()
    {
        var wait = _next - _clock.GetUtcNow();
        lock (_gate)
            if (!_stop.IsCancellationRequested)
                _timer.Change(
                    TimeSpan.FromTicks(Math.Clamp(wait.Ticks, 0, LongestWait.Ticks)), Timeout.InfiniteTimeSpan);
    }

    void OnTimer()
    {
        if (_clock.GetUtcNow() < _next)
        {
            Wait();
            return;
        }

        lock (_gate)
        {
            if (_stop.IsCancellationRequested)
                return;

            // Counted before the timer's callback returns: the clock must not move on in between.
            var begun = _underWay.Begin();
            _run = Task.Run(() => RunAsync(begun));
        }
    }

    async Task RunAsync(IDisposable begun)
    {
        using var _ = begun;
        try
        {
            var now = _clock.GetUtcNow();
            var envelope = Envelope.ForTimer(_function, Status(), now);
            var outcome = await _invocations.InvokeAsync(_function.Name, envelope, _stop.Token);
            (_last, _lastUpdated) = (now, now);
            if (outcome is Outcome.NeverCompletes)
                LogStopped(_function.Name);
            else
                WaitForNext();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    TimerStatus? Status() => After(_next) - _next < ShortestRemembered
        ? null
        : new TimerStatus(_last, _next, _lastUpdated);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: stops firing, as its run never completes")]
    partial void LogStopped(string function);
}
