namespace OnCall.Adapters.GitHub;

/// <summary>What is asked for, in the words in which it is said that it could not be had.</summary>
/// <param name="Kind">As GitHub calls the permission: "deployments", "contents".</param>
/// <param name="Section">Where the policy names the repository: "deploys".</param>
sealed record GitHubPlace(string Repository, string Kind, string Section)
{
    /// <summary>Whether something is to be changed, which takes more than reading.</summary>
    public bool IsWritten { get; init; }
}
