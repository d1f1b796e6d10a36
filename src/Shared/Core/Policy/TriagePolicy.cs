namespace OnCall.Core.Policy;

/// <summary>What is looked at first when something pages. May be left out of the file.</summary>
/// <param name="ReliabilityReports">Null when the team names no folder.</param>
/// <param name="LookBack">So far back deploys and commits are listed.</param>
/// <param name="PrimeSuspectWithin">"A deploy in the last 2 hours is the prime suspect."</param>
public sealed record TriagePolicy(RepositoryFolder? ReliabilityReports, TimeSpan LookBack, TimeSpan PrimeSuspectWithin)
{
    /// <summary>Whoever waits for it is woken already: longer than this nobody waits for one neighbour.</summary>
    public static readonly TimeSpan MaxCheckWithin = TimeSpan.FromMinutes(1);

    /// <summary>A busy team's week is as much as is ever listed.</summary>
    public static readonly TimeSpan MaxLookBack = TimeSpan.FromDays(7);

    public static readonly TriagePolicy Standard = new(null, TimeSpan.FromHours(24), TimeSpan.FromHours(2));

    /// <summary>False: it runs only when somebody asks.</summary>
    public bool OnDeclaration { get; init; } = true;

    /// <summary>So long each check may take; what has no answer by then "could not be read".</summary>
    public TimeSpan CheckWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What came to be after <paramref name="asOf"/> did not cause what happened before.</summary>
    /// <param name="at">Of a deploy or a commit.</param>
    public bool IsPrimeSuspect(DateTimeOffset at, DateTimeOffset asOf) => at <= asOf && asOf - at <= PrimeSuspectWithin;
}

/// <param name="Repository">On GitHub, "owner/name".</param>
/// <param name="Folder">From the repository's root: "docs/reliability-reports".</param>
public sealed record RepositoryFolder(string Repository, string Folder);
