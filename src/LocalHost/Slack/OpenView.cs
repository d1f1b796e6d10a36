using System.Text.Json;
using OnCall.Core.Policy;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.Slack;

/// <summary>A modal that a person has before them.</summary>
/// <param name="View">As the app sent it.</param>
public sealed record OpenView(string Id, Person Reader, JsonElement View)
{
    /// <summary>What the app sent back after the last attempt to submit it, by block id.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>();

    /// <summary>What the person had typed when it was sent back, by block id.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    public string CallbackId => View.Text("callback_id") ?? "";

    public string Title => View.Part("title")?.Text("text") ?? "";

    /// <summary>What stands on the button; null for a modal that is only read.</summary>
    public string? Submit => View.Part("submit")?.Text("text");

    public string Close => View.Part("close")?.Text("text") ?? "Cancel";

    public IReadOnlyList<JsonElement> Blocks => [.. View.Part("blocks")?.EnumerateArray() ?? default];

    public IReadOnlyList<OpenInput> Inputs => [.. Blocks.Where(block => block.Text("type") == "input").Select(Input)];

    OpenInput Input(JsonElement block, int place)
    {
        var (id, element) = (block.Text("block_id") ?? $"b{place}", block.Part("element") ?? default);
        return new OpenInput(
            id, element.Text("action_id") ?? "a", block.Part("label")?.Text("text") ?? "",
            Typed.GetValueOrDefault(id) ?? element.Text("initial_value") ?? "",
            element.Part("multiline") is { ValueKind: JsonValueKind.True },
            block.Part("optional") is { ValueKind: JsonValueKind.True },
            block.Part("hint")?.Text("text"));
    }
}

/// <param name="Value">What stands in it before anything is typed.</param>
public sealed record OpenInput(
    string BlockId, string ActionId, string Label, string Value, bool IsMultiline, bool IsOptional, string? Hint);
