namespace OnCall.Engine.Outbox;

/// <summary>How long to wait before a neighbour is told again.</summary>
public static class Backoff
{
    /// <summary>With the longest wait between them: about eight hours.</summary>
    public const int MaxAttempts = 100;

    static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);
    static readonly TimeSpan LongestAskedFor = TimeSpan.FromHours(1);

    /// <param name="attempts">How often it was tried, at least 1.</param>
    /// <param name="askedFor">What the neighbour asked for (Retry-After); it goes before our own.</param>
    public static TimeSpan After(int attempts, TimeSpan? askedFor)
    {
        if (askedFor is { } wish && wish > TimeSpan.Zero)
            return wish < LongestAskedFor ? wish : LongestAskedFor;

        var doubled = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(attempts - 1, 20)));
        return doubled < Longest ? doubled : Longest;
    }
}
