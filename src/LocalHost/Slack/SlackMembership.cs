namespace OnCall.LocalHost.Slack;

/// <summary>What Slack knows of somebody whom the policy names.</summary>
public enum SlackMembership
{
    Member,
    Deactivated,

    /// <summary>The id is an app's.</summary>
    Bot,

    /// <summary>The id is nobody's.</summary>
    Gone,
}
