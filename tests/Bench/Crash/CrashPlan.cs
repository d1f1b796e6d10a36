namespace OnCall.Bench.Crash;

/// <summary>How much happens, and how often the functions app is killed meanwhile.</summary>
/// <param name="Kills">Of the functions app, by SIGKILL.</param>
/// <param name="Over">The incidents begin within this time, and the kills spread over it.</param>
sealed record CrashPlan(int Incidents, int Kills, TimeSpan Over, int Seed)
{
    /// <summary>How long each level has: short, so that many deadlines fall between two kills.</summary>
    public static readonly TimeSpan AcknowledgeWithin = TimeSpan.FromSeconds(3);

    /// <summary>How often the bus crashes and comes back from its journal, spread over the same time.</summary>
    public int BrokerCrashes { get; init; } = 1;

    /// <summary>The longest that the bus is away.</summary>
    public TimeSpan BrokerAway { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long after the last kill everything must have been made good.</summary>
    public TimeSpan RecoverWithin { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>How long it is watched afterwards for what comes twice.</summary>
    public TimeSpan WatchFor { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Random moments, one in each of as many equal parts of the time.</summary>
    public IEnumerable<TimeSpan> Moments(int count, Random random) =>
        Enumerable.Range(0, count).Select(place => Over / count * (place + random.NextDouble()));
}
