namespace OnCall.LocalHost.GitHub;

/// <summary>Where and for whom the simulated GitHub runs.</summary>
/// <param name="Token">May read every repository, until <see cref="GitHubSimulator.Forbid"/>.</param>
/// <param name="Repositories">Those that there are, "owner/name".</param>
/// <param name="Port">0 takes any free one.</param>
/// <param name="PortOption">What a person writes to choose another port.</param>
public sealed record GitHubSimulatorOptions(
    string Token, IReadOnlyList<string> Repositories, int Port = 0, string PortOption = "--github-port")
{
    /// <summary>How old the repositories are; new ones begin with a commit of now.</summary>
    public TimeSpan Age { get; init; }
}
