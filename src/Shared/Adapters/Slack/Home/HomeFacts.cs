using OnCall.Core.Handovers;
using OnCall.Core.Incidents;
using OnCall.Core.Rotation;
using OnCall.Core.Silences;

namespace OnCall.Adapters.Slack.Home;

/// <summary>What the App Home tells. What could not be read is null, and shown as such: never as "none".</summary>
public sealed record HomeFacts(
    HomeDuty Duty, IReadOnlyList<HomeIncident>? Incidents, HomeHandover? Handover, SilenceBook? Silences, DateTimeOffset Now)
{
    /// <summary>Who is not in the policy sees the same and is told that they may not change it.</summary>
    public bool IsReaderKnown { get; init; } = true;
}

/// <param name="Now">The primary's turn and the secondary's.</param>
/// <param name="Next">The turns after these.</param>
/// <param name="OverridesReadAt">As of when overrides are known; null when they never could be read.</param>
public sealed record HomeDuty(
    IReadOnlyList<OnCallTurn> Now, IReadOnlyList<OnCallTurn> Next, DateTimeOffset? OverridesReadAt);

/// <param name="Thread">Where it is worked on; null when that is not known.</param>
public sealed record HomeIncident(Page Page, Incident State, Uri? Thread);

/// <param name="Latest">Null when nobody ever planned it.</param>
public sealed record HomeHandover(Handover? Latest, DateTimeOffset Next, HandoverParties Then);
