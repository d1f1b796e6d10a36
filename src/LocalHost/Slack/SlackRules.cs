using System.Text.Json;
using OnCall.Adapters.Slack;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.Slack;

/// <summary>What Slack refuses in a message, and by which name.</summary>
static class SlackRules
{
    const int MaxTextLength = 40_000;
    const int MaxBlocks = 50;
    const int MaxActions = 25;
    const int MaxContextElements = 10;

    /// <summary>Null when Slack would take it.</summary>
    public static string? ErrorIn(JsonElement message)
    {
        if (HasNull(message))
            return "invalid_arguments";

        var text = message.Text("text");
        var hasBlocks = message.TryGetProperty("blocks", out var blocks);
        if (text is null or "" && !hasBlocks)
            return "no_text";
        if (text?.Length > MaxTextLength)
            return "msg_too_long";
        if (hasBlocks && !AreBlocks(blocks))
            return "invalid_blocks";
        return message.TryGetProperty("metadata", out var metadata) && !IsMetadata(metadata) ? "invalid_metadata_format" : null;
    }

    static bool AreBlocks(JsonElement blocks) =>
        blocks.ValueKind == JsonValueKind.Array && blocks.GetArrayLength() is > 0 and <= MaxBlocks
        && blocks.EnumerateArray().All(IsBlock);

    static bool IsBlock(JsonElement block) => block.Text("type") switch
    {
        "header" => block.TryGetProperty("text", out var text)
            && text.Text("type") == "plain_text" && IsText(text, SlackBlock.MaxHeaderLength),
        "section" => IsSection(block),
        "context" => IsList(block, "elements", MaxContextElements, IsContextElement),
        "actions" => IsList(block, "elements", MaxActions, element => element.Text("type") is not null),
        "divider" => true,
        _ => false,
    };

    static bool IsSection(JsonElement block)
    {
        var hasText = block.TryGetProperty("text", out var text);
        var hasFields = block.TryGetProperty("fields", out _);
        return (hasText || hasFields)
            && (!hasText || IsText(text, SlackBlock.MaxSectionLength))
            && (!hasFields || IsList(block, "fields", SlackBlock.MaxFields, field => IsText(field, SlackBlock.MaxFieldLength)));
    }

    static bool IsContextElement(JsonElement element) =>
        element.Text("type") == "image" || IsText(element, SlackBlock.MaxSectionLength);

    static bool IsText(JsonElement text, int maxLength) =>
        text.Text("type") is "plain_text" or "mrkdwn"
        && text.Text("text") is { Length: > 0 } words && words.Length <= maxLength;

    static bool IsList(JsonElement parent, string name, int max, Func<JsonElement, bool> isItem) =>
        parent.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
        && list.GetArrayLength() is var count && count > 0 && count <= max && list.EnumerateArray().All(isItem);

    static bool IsMetadata(JsonElement metadata) =>
        metadata.Text("event_type") is { Length: > 0 }
        && metadata.TryGetProperty("event_payload", out var payload) && payload.ValueKind == JsonValueKind.Object
        && payload.EnumerateObject().All(entry => entry.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array));

    static bool HasNull(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Object => element.EnumerateObject().Any(entry => HasNull(entry.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(HasNull),
        _ => false,
    };
}
