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
    const int MaxButtonTextLength = 75;
    const int MaxButtonValueLength = 2000;
    public const int MaxIdLength = 255;

    /// <summary>As <see cref="ErrorIn"/>, for other contents of a message that stands: no blocks take its blocks away.</summary>
    public static string? ErrorInUpdate(JsonElement message) =>
        message.Part("blocks") is { ValueKind: JsonValueKind.Array } blocks && blocks.GetArrayLength() == 0
            ? message.Text("text") is { Length: > 0 and <= MaxTextLength } ? null : "no_text"
            : ErrorIn(message);

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

    public static bool IsBlock(JsonElement block) => block.Text("type") switch
    {
        "header" => block.TryGetProperty("text", out var text)
            && text.Text("type") == "plain_text" && IsText(text, SlackBlock.MaxHeaderLength),
        "section" => IsSection(block),
        "context" => IsList(block, "elements", MaxContextElements, IsContextElement),
        "actions" => IsList(block, "elements", MaxActions, IsButton) && HaveOwnIds(block),
        "divider" => true,
        _ => false,
    };

    static bool IsSection(JsonElement block)
    {
        var hasText = block.TryGetProperty("text", out var text);
        var hasFields = block.TryGetProperty("fields", out _);
        return (hasText || hasFields)
            && (!hasText || IsText(text, SlackBlock.MaxSectionLength))
            && (!hasFields || IsList(block, "fields", SlackBlock.MaxFields, field => IsText(field, SlackBlock.MaxFieldLength)))
            && (block.Part("accessory") is not { } accessory || accessory.Text("type") == "image" || IsButton(accessory));
    }

    static bool IsButton(JsonElement button) =>
        button.Text("type") == "button"
        && button.Part("text") is { } text && text.Text("type") == "plain_text" && IsText(text, MaxButtonTextLength)
        && button.Text("action_id") is { Length: > 0 and <= MaxIdLength }
        && (button.Text("value")?.Length ?? 0) <= MaxButtonValueLength
        && button.Text("style") is null or "primary" or "danger";

    static bool HaveOwnIds(JsonElement actions)
    {
        var ids = actions.GetProperty("elements").EnumerateArray().Select(element => element.Text("action_id")).ToList();
        return ids.Count == ids.Distinct().Count();
    }

    static bool IsContextElement(JsonElement element) =>
        element.Text("type") == "image" || IsText(element, SlackBlock.MaxSectionLength);

    public static bool IsText(JsonElement text, int maxLength) =>
        text.Text("type") is "plain_text" or "mrkdwn"
        && text.Text("text") is { Length: > 0 } words && words.Length <= maxLength;

    static bool IsList(JsonElement parent, string name, int max, Func<JsonElement, bool> isItem) =>
        parent.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
        && list.GetArrayLength() is var count && count > 0 && count <= max && list.EnumerateArray().All(isItem);

    static bool IsMetadata(JsonElement metadata) =>
        metadata.Text("event_type") is { Length: > 0 }
        && metadata.TryGetProperty("event_payload", out var payload) && payload.ValueKind == JsonValueKind.Object
        && payload.EnumerateObject().All(entry => entry.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array));

    public static bool HasNull(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Object => element.EnumerateObject().Any(entry => HasNull(entry.Value)),
        JsonValueKind.Array => element.EnumerateArray().Any(HasNull),
        _ => false,
    };
}
