using System.Text.Json;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>How a command is answered at once.</summary>
public static class SlackAnswerBody
{
    /// <summary>Only whoever typed the command sees it.</summary>
    public static byte[] Private(SlackMessage message) => JsonSerializer.SerializeToUtf8Bytes(
        new CommandAnswer("ephemeral", message.Text, message.Blocks), SlackJson.Default.CommandAnswer);
}
