using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OnCall.Core.Policy;
using OnCall.LocalHost.Servers;
using static OnCall.LocalHost.Slack.SlackReply;

namespace OnCall.LocalHost.Slack;

/// <summary>Reads back what was said.</summary>
/// <param name="maxReactors">How many of those who reacted a list names; null for all.</param>
sealed class SlackConversations(SlackWorkspace workspace, Func<int?> maxReactors)
{
    const int DefaultLimit = 100;
    const int MaxLimit = 999;

    public JsonObject History(Channel channel, JsonElement body) => Listed(body, workspace.Messages
        .Where(message => message.Channel == channel && (message.ThreadTs is null || message.AlsoInChannel))
        .Where(message => Seconds(message.Ts) > Seconds(body.Text("oldest") ?? "0"))
        .OrderByDescending(message => Seconds(message.Ts)));

    public JsonObject Replies(Channel channel, JsonElement body)
    {
        var ts = body.Text("ts") ?? "";
        return workspace.Has(channel, ts)
            ? Listed(body, workspace.Messages
                .Where(m => m.Channel == channel && (m.Ts == ts || m.ThreadTs == ts))
                .Where(m => m.Ts == ts || Seconds(m.Ts) > Seconds(body.Text("oldest") ?? "0")))
            : Error("thread_not_found");
    }

    public JsonObject Reactions(Channel channel, JsonElement body)
    {
        if (workspace.Find(channel, body.Text("timestamp")) is not { } message)
            return Error("message_not_found");
        var isFull = body.Text("full") == "true" || body.Part("full") is { ValueKind: JsonValueKind.True };
        return Ok(
            ("type", "message"), ("channel", channel.Id),
            ("message", SlackShapes.Message(message, withMetadata: false, isFull ? null : maxReactors())));
    }

    JsonObject Listed(JsonElement body, IEnumerable<PostedMessage> messages)
    {
        var limit = int.TryParse(body.Text("limit"), CultureInfo.InvariantCulture, out var asked)
            ? Math.Clamp(asked, 1, MaxLimit) : DefaultLimit;
        var start = 0;
        if (body.Text("cursor") is { Length: > 0 } cursor && !int.TryParse(cursor, CultureInfo.InvariantCulture, out start))
            return Error("invalid_cursor");
        var withMetadata = body.Text("include_all_metadata") == "true";
        var found = messages.Skip(start).Take(limit + 1).ToList();
        return Ok(
            ("messages", new JsonArray(
                [.. found.Take(limit).Select(message => SlackShapes.Message(message, withMetadata, maxReactors()))])),
            ("has_more", found.Count > limit),
            ("response_metadata", new JsonObject
            {
                ["next_cursor"] = found.Count > limit ? (start + limit).ToString(CultureInfo.InvariantCulture) : "",
            }));
    }

    static decimal Seconds(string ts) => decimal.TryParse(ts, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;
}
