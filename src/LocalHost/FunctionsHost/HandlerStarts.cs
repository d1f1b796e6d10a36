namespace OnCall.LocalHost.FunctionsHost;

/// <summary>How long to wait before the handler is started again.</summary>
sealed class HandlerStarts
{
    public const int MaxStartsAMinute = 10;

    static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);
    static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    readonly Queue<DateTimeOffset> _starts = [];

    public void Started(DateTimeOffset now)
    {
        _starts.Enqueue(now);
        if (_starts.Count > MaxStartsAMinute)
            _starts.Dequeue();
    }

    /// <summary>Longer than the usual pause when it has been started too often within a minute.</summary>
    public TimeSpan PauseBeforeNext(DateTimeOffset now)
    {
        var isAtLimit = IsCrashLoop(now);
        var untilOldestIsOut = isAtLimit ? _starts.Peek() + Window - now : TimeSpan.Zero;
        return untilOldestIsOut > Pause ? untilOldestIsOut : Pause;
    }

    public bool IsCrashLoop(DateTimeOffset now) =>
        _starts.Count == MaxStartsAMinute && now - _starts.Peek() < Window;
}
