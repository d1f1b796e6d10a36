using System.Text.Json.Serialization;

namespace OnCall.Adapters.Slack;

/// <param name="Metadata">Slack knows no key for posting once; by this a message can be found again.</param>
sealed record PostMessageRequest(
    string Channel,
    string Text,
    IReadOnlyList<SlackBlock> Blocks,
    string? ThreadTs,
    bool? ReplyBroadcast,
    bool UnfurlLinks,
    bool UnfurlMedia,
    PostMessageRequest.MessageMetadata Metadata)
{
    internal sealed record MessageMetadata(string EventType, MessageMetadata.Payload EventPayload)
    {
        internal sealed record Payload(string EffectId);
    }
}

sealed record UpdateMessageRequest(string Channel, string Ts, string Text, IReadOnlyList<SlackBlock> Blocks);

sealed record EphemeralRequest(string Channel, string User, string Text, IReadOnlyList<SlackBlock> Blocks, string? ThreadTs);

/// <summary>What is answered to somebody who typed a command.</summary>
sealed record CommandAnswer(string ResponseType, string Text, IReadOnlyList<SlackBlock> Blocks);

/// <param name="Users">One, or several separated by commas.</param>
sealed record OpenConversationRequest(string Users);

/// <summary>What we send to Slack, which refuses nulls.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PostMessageRequest))]
[JsonSerializable(typeof(UpdateMessageRequest))]
[JsonSerializable(typeof(EphemeralRequest))]
[JsonSerializable(typeof(OpenConversationRequest))]
[JsonSerializable(typeof(CommandAnswer))]
sealed partial class SlackJson : JsonSerializerContext;
