namespace OnCall.Core.Incidents;

/// <summary>How often an incident was looked at, and whether somebody looks right now.</summary>
/// <param name="Last">The number of the latest run.</param>
public sealed record TriageRuns(int Last, TriageUnderWay? UnderWay)
{
    // One that was run elsewhere ends nothing that is under way here.
    internal static TriageRuns After(TriageRuns? before, IncidentEvent.Triaged ended) => new(
        Math.Max(before?.Last ?? 0, ended.Run), before?.UnderWay?.Run == ended.Run ? null : before?.UnderWay);
}

/// <param name="WasShown">People were told that it is under way.</param>
public sealed record TriageUnderWay(int Run, DateTimeOffset Since, bool WasShown)
{
    /// <summary>A run that has not ended by then is not waited for: whoever asks begins another.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    internal bool IsAt(DateTimeOffset now) => now - Since < Longest;
}
