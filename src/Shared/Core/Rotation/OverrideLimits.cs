namespace OnCall.Core.Rotation;

/// <summary>How long, how far ahead and how late an override may be set.</summary>
public static class OverrideLimits
{
    /// <summary>Whoever is away for longer is better left out of the rotation's order.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(35);

    /// <summary>What is further away is more often a mistyped year.</summary>
    public static readonly TimeSpan FurthestAhead = TimeSpan.FromDays(366);

    /// <summary>A start that is over for no longer means now.</summary>
    public static readonly TimeSpan EnteredLateBy = TimeSpan.FromHours(1);

    public const int MaxWhyLength = 100;
}
