using System.Text.Json;
using OnCall.Core.Policy;

namespace OnCall.LocalHost.Slack;

/// <summary>A message as the simulated Slack keeps it.</summary>
/// <param name="Ts">Its name within the channel: "unix.micros".</param>
/// <param name="ThreadTs">The message that it replies to.</param>
/// <param name="AlsoInChannel">A reply that is shown in the channel too.</param>
public sealed record PostedMessage(
    Channel Channel,
    string Ts,
    string? ThreadTs,
    bool AlsoInChannel,
    string User,
    string Text,
    JsonElement? Blocks,
    JsonElement? Metadata,
    DateTimeOffset ReceivedAt);

/// <summary>Where and as whom the simulated Slack runs.</summary>
/// <param name="Port">0 takes any free one.</param>
/// <param name="PortOption">What a person writes to choose another port.</param>
public sealed record SlackSimulatorOptions(
    OnCallPolicy Policy, string BotToken, int Port = 0, string PortOption = "--slack-port");
