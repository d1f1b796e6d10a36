namespace OnCall.LocalHost.FunctionsHost;

/// <summary>How often the handler may be started.</summary>
public sealed record StartLimits
{
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>More than this is a crash loop, and waits.</summary>
    public int MaxStartsAMinute { get; init; } = 10;
}

/// <summary>How long to wait before the handler is started again.</summary>
sealed class HandlerStarts(StartLimits limits)
{
    static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    readonly Queue<DateTimeOffset> _starts = [];

    public void Started(DateTimeOffset now)
    {
        _starts.Enqueue(now);
        if (_starts.Count > limits.MaxStartsAMinute)
            _starts.Dequeue();
    }

    /// <summary>Longer than the usual pause when it has been started too often within a minute.</summary>
    public TimeSpan PauseBeforeNext(DateTimeOffset now)
    {
        var isAtLimit = IsCrashLoop(now);
        var untilOldestIsOut = isAtLimit ? _starts.Peek() + Window - now : TimeSpan.Zero;
        return untilOldestIsOut > limits.Pause ? untilOldestIsOut : limits.Pause;
    }

    public bool IsCrashLoop(DateTimeOffset now) =>
        _starts.Count == limits.MaxStartsAMinute && now - _starts.Peek() < Window;
}
