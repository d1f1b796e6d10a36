namespace OnCall.LocalHost.GitHub;

/// <summary>A deployment as the simulated GitHub keeps it.</summary>
/// <param name="Ref">What was deployed: a tag, a branch, a commit.</param>
/// <param name="By">A login.</param>
/// <param name="Statuses">Oldest first; none says that nobody has begun.</param>
public sealed record SimulatedDeployment(
    long Id, string Repository, string Environment, string Ref, string By, DateTimeOffset At,
    IReadOnlyList<SimulatedStatus> Statuses)
{
    /// <summary>Whatever somebody sent along when deploying; GitHub keeps an object as well as a text.</summary>
    public string Payload { get; init; } = "";

    internal bool Succeeded => Statuses is [.., { State: "success" }];
}

/// <param name="State">"queued", "pending", "in_progress", "success", "failure", "error", "inactive".</param>
public sealed record SimulatedStatus(long Id, string State, DateTimeOffset At)
{
    public string LogUrl { get; init; } = "";

    public string EnvironmentUrl { get; init; } = "";
}
