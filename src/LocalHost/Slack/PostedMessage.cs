using System.Text.Json;
using OnCall.Core.Policy;

namespace OnCall.LocalHost.Slack;

/// <summary>A message as the simulated Slack keeps it.</summary>
/// <param name="Channel">For a direct message its id begins with D, and its name is the person's.</param>
/// <param name="Ts">Its name within the channel: "unix.micros".</param>
/// <param name="ThreadTs">The message that it replies to.</param>
/// <param name="AlsoInChannel">A reply that is shown in the channel too.</param>
/// <param name="User">Slack's id of the person who wrote it, or of our bot.</param>
public sealed record PostedMessage(
    Channel Channel,
    string Ts,
    string? ThreadTs,
    bool AlsoInChannel,
    string User,
    string Text,
    JsonElement? Blocks,
    JsonElement? Metadata,
    DateTimeOffset ReceivedAt)
{
    public const string Bot = "U0ONCALLBOT";

    /// <summary>What stood there before each edit, oldest first.</summary>
    public IReadOnlyList<string> EarlierTexts { get; init; } = [];

    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>In the order in which each emoji was first used.</summary>
    public IReadOnlyList<PostedReaction> Reactions { get; init; } = [];

    /// <summary>The one person who sees it; null for an ordinary message.</summary>
    public string? EphemeralTo { get; init; }

    public bool IsByApp => User == Bot;

    public bool IsDirect => Channel.Id.StartsWith('D');
}

/// <param name="Name">As Slack calls the emoji: "+1::skin-tone-3".</param>
/// <param name="Users">Slack's ids.</param>
public sealed record PostedReaction(string Name, IReadOnlyList<string> Users);

/// <summary>Where and as whom the simulated Slack runs.</summary>
/// <param name="Port">0 takes any free one.</param>
/// <param name="PortOption">What a person writes to choose another port.</param>
public sealed record SlackSimulatorOptions(
    OnCallPolicy Policy, string BotToken, int Port = 0, string PortOption = "--slack-port")
{
    /// <summary>What events and interactions are signed with.</summary>
    public string SigningSecret { get; init; } = "";
}
