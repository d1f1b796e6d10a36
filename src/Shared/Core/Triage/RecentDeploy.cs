namespace OnCall.Core.Triage;

/// <summary>A deployment to any environment, production included.</summary>
/// <param name="Repository">"owner/name".</param>
/// <param name="Version">The tag or branch that was deployed; a commit's first characters when it has neither.</param>
/// <param name="By">Whoever started it, by their GitHub name.</param>
/// <param name="StartedAt">When it was asked for.</param>
/// <param name="LiveAt">When it first succeeded, which an approval may put off for hours; null when it never did.</param>
public sealed record RecentDeploy(
    string Repository, string Environment, string Version, string By, DateTimeOffset StartedAt, DateTimeOffset? LiveAt,
    DeployOutcome Outcome, Uri Url)
{
    /// <summary>When it may have changed something: its age counts from here.</summary>
    public DateTimeOffset At => LiveAt ?? StartedAt;
}

public enum DeployOutcome
{
    /// <summary>It has not come to an end.</summary>
    InProgress,

    /// <summary>It was deployed, whether or not something newer took its place since.</summary>
    Succeeded,

    Failed,

    /// <summary>It was given up without ever having been deployed.</summary>
    GivenUp,

    /// <summary>Nobody looked what became of it: there are too many.</summary>
    Unknown,
}
