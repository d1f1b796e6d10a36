using System.Text.Json;
using OnCall.Adapters.Slack;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.Slack;

/// <summary>What Slack refuses in a modal.</summary>
static class SlackViewRules
{
    const int MaxCallbackIdLength = 255;

    /// <summary>What is wrong, in a few words; null when Slack would take it.</summary>
    public static string? ErrorIn(JsonElement view)
    {
        if (view.ValueKind != JsonValueKind.Object || view.Text("type") != "modal")
            return "no modal";
        if (SlackRules.HasNull(view))
            return "a null";
        if (!IsLabel(view.Part("title"), SlackView.MaxTitleLength))
            return "title";
        if (view.Part("submit") is { } submit && !IsLabel(submit, SlackView.MaxTitleLength))
            return "submit";
        if (view.Part("close") is { } close && !IsLabel(close, SlackView.MaxTitleLength))
            return "close";
        if (view.Text("private_metadata")?.Length > SlackView.MaxMetadataLength)
            return "private_metadata";
        if (view.Text("callback_id")?.Length > MaxCallbackIdLength)
            return "callback_id";
        return ErrorInBlocks(view);
    }

    /// <summary>As <see cref="ErrorIn"/>, for a Home tab: it has no title and is not sent off.</summary>
    public static string? ErrorInHome(JsonElement view)
    {
        if (view.ValueKind != JsonValueKind.Object || view.Text("type") != "home")
            return "no home";
        if (SlackRules.HasNull(view))
            return "a null";
        if (view.Part("title") is not null || view.Part("submit") is not null || view.Part("close") is not null)
            return "what only a modal has";
        if (view.Text("private_metadata")?.Length > SlackView.MaxMetadataLength)
            return "private_metadata";
        return view.Text("callback_id")?.Length > MaxCallbackIdLength ? "callback_id" : ErrorInBlocks(view);
    }

    static string? ErrorInBlocks(JsonElement view)
    {
        if (view.Part("blocks") is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() > SlackView.MaxBlocks)
            return "blocks";
        var blocks = list.EnumerateArray().ToList();
        if (!blocks.All(block => block.Text("type") == "input" ? IsInput(block) : SlackRules.IsBlock(block)))
            return "a block";
        if (blocks.Any(block => block.Text("type") == "input") && view.Text("type") == "modal" && view.Part("submit") is null)
            return "an input without submit";
        var ids = blocks.Select(block => block.Text("block_id")).OfType<string>().ToList();
        return ids.Count == ids.Distinct().Count() ? null : "block ids that are not unique";
    }

    static bool IsInput(JsonElement block) =>
        IsLabel(block.Part("label"), SlackViewBlock.MaxLabelLength)
        && (block.Part("hint") is not { } hint || IsLabel(hint, SlackViewBlock.MaxLabelLength))
        && block.Part("element") is { } element && element.Text("type") == "plain_text_input"
        && (element.Text("initial_value")?.Length ?? 0) <= SlackViewBlock.MaxInputLength
        && (block.Text("block_id")?.Length ?? 1) is > 0 and <= SlackRules.MaxIdLength;

    static bool IsLabel(JsonElement? text, int maxLength) =>
        text is { } label && label.Text("type") == "plain_text" && SlackRules.IsText(label, maxLength);
}
