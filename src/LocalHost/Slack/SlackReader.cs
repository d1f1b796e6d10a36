using System.Text.Json;
using OnCall.Core.Policy;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.Slack;

/// <summary>Reads a message as a person sees it: its blocks when it has any, its text otherwise.</summary>
sealed class SlackReader(OnCallPolicy policy)
{
    public SlackMarkup Markup { get; } = new(policy);

    public string Plain(PostedMessage message) => Plain(Parts(message), message.ReceivedAt);

    /// <summary>An answer that only one person sees, at once.</summary>
    public string Plain(JsonElement answer, DateTimeOffset seenAt) => Plain(
        answer.Part("blocks") is { ValueKind: JsonValueKind.Array } ? Parts(answer) : [("section", answer.Text("text") ?? "")],
        seenAt);

    string Plain(IEnumerable<(string Block, string Text)> parts, DateTimeOffset seenAt) =>
        string.Join('\n', parts.Select(part => Plain(
            // A name and what belongs to it read better on one line.
            part.Block == "field" ? part.Text.Replace("*\n", "* ", StringComparison.Ordinal) : part.Text, seenAt)));

    /// <summary>The texts of a message from top to bottom, each with the block that it stands in.</summary>
    public static IEnumerable<(string Block, string Text)> Parts(PostedMessage message) => message.Blocks is { } blocks
        ? blocks.EnumerateArray().SelectMany(PartsOf)
        : [("section", message.Text)];

    /// <summary>The same of a view, or of an answer that has blocks.</summary>
    public static IEnumerable<(string Block, string Text)> Parts(JsonElement view) =>
        view.GetProperty("blocks").EnumerateArray().SelectMany(PartsOf);

    static IEnumerable<(string Block, string Text)> PartsOf(JsonElement block)
    {
        var type = block.Text("type") ?? "";
        if (block.TryGetProperty("text", out var text) && text.Text("text") is { } words)
            yield return (type, words);
        foreach (var (list, name) in new[] { ("fields", "field"), ("elements", type) })
            if (block.TryGetProperty(list, out var items))
                foreach (var item in items.EnumerateArray())
                    if (item.Text("text") is { } itemText)
                        yield return (name, itemText);
    }

    string Plain(string markup, DateTimeOffset seenAt) => string.Concat(Markup.Pieces(markup, seenAt).Select(piece =>
        piece.Kind == SlackMarkup.PieceKind.Link && piece.Url != piece.Text ? $"{piece.Text} ({piece.Url})" : piece.Text));
}
