using OnCall.Core.Policy;

namespace OnCall.LocalHost.PagerDuty;

/// <summary>Where and for whom the simulated PagerDuty runs.</summary>
/// <param name="Policy">Its people are PagerDuty's users.</param>
/// <param name="WebhookSecrets">Every webhook is signed with each of them.</param>
/// <param name="Port">0 takes any free one.</param>
/// <param name="PortOption">What a person writes to choose another port.</param>
public sealed record PagerDutySimulatorOptions(
    OnCallPolicy Policy,
    string ApiToken,
    string RoutingKey,
    IReadOnlyList<string> WebhookSecrets,
    int Port = 0,
    string PortOption = "--pagerduty-port")
{
    /// <summary>After how long PagerDuty's own escalation policy pages the next level; null leaves it to others.</summary>
    public TimeSpan? EscalatesAfter { get; init; }

    public RetryPauses WebhookRetries { get; init; } = new();
}

/// <summary>How long PagerDuty waits before it sends a webhook again: each time twice as long.</summary>
public sealed record RetryPauses
{
    public TimeSpan First { get; init; } = TimeSpan.FromSeconds(10);

    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(30);
}
