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

/// <summary>What we send to Slack, which refuses nulls.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PostMessageRequest))]
sealed partial class SlackJson : JsonSerializerContext;
