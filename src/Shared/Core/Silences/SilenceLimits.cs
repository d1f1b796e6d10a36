namespace OnCall.Core.Silences;

/// <summary>How long a silence may be, how far ahead a noisy alert may end, and how long the texts are.</summary>
public static class SilenceLimits
{
    /// <summary>Whoever needs it for longer mends the alert instead, or says once more why not.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromDays(30);

    /// <summary>What is further away is more often a mistyped year.</summary>
    public static readonly TimeSpan FurthestEnd = TimeSpan.FromDays(366);

    public const int MaxAlertLength = 100;

    public const int MaxWhyLength = 100;
}
