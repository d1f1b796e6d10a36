namespace OnCall.Core.Deploys;

/// <summary>A deployment that stands in an environment, is on its way into it, or did not get there.</summary>
/// <param name="Repository">"owner/name".</param>
/// <param name="Version">The tag or branch that was deployed; a commit's first characters when it has neither.</param>
/// <param name="By">Whoever started it, by their GitHub name.</param>
/// <param name="At">When it was started.</param>
public sealed record Deploy(
    string Repository, string Environment, string Version, string By, DateTimeOffset At, DeployState State, Uri? Url);

public enum DeployState
{
    /// <summary>It has not come to an end.</summary>
    InProgress,

    /// <summary>It was deployed, and nothing newer took its place.</summary>
    Live,

    Failed,

    /// <summary>Nobody looked what became of it: there are too many.</summary>
    Unknown,
}
