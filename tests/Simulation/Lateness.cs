namespace OnCall.Simulation;

/// <summary>How late something may be in a world in which so much goes wrong.</summary>
static class Lateness
{
    /// <summary>Retries after lost answers, wishes to slow down, late messages.</summary>
    public static readonly TimeSpan AtMost = TimeSpan.FromMinutes(3);

    /// <summary>What a dead worker had claimed is free after its lease; a lost knock is made good by the sweep.</summary>
    static readonly TimeSpan ForEachSetback = TimeSpan.FromSeconds(90);

    /// <param name="parts">While one of these was away, nobody can say.</param>
    public static bool IsTooLate(World world, DateTimeOffset due, DateTimeOffset done, params Part[] parts) =>
        done - due > AtMost
        && done - due > AtMost + (world.SetbacksBetween(due - ForEachSetback, done) * ForEachSetback)
        && !world.Outages.AnyBetween(due - AtMost, done, parts);
}
