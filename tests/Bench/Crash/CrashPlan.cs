namespace OnCall.Bench.Crash;

/// <summary>How much happens, and how often the functions app is killed meanwhile.</summary>
/// <param name="Over">The incidents begin within this time.</param>
sealed record CrashPlan(int Incidents, int Kills, TimeSpan Over, int Seed)
{
    /// <summary>How long each level has: short, so that many deadlines fall between two kills.</summary>
    public static readonly TimeSpan AcknowledgeWithin = TimeSpan.FromSeconds(3);

    /// <summary>The longest that a started app may live.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(1.5);

    /// <summary>How long after the last kill everything must have been made good.</summary>
    public TimeSpan RecoverWithin { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>How long it is watched afterwards for what comes twice.</summary>
    public TimeSpan WatchFor { get; init; } = TimeSpan.FromSeconds(5);
}
