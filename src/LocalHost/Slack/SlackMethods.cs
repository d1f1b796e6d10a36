using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OnCall.Core.Policy;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.Slack;

/// <summary>The methods of Slack's Web API that the service uses. Errors are answers, with HTTP 200.</summary>
sealed class SlackMethods(SlackWorkspace workspace, string botToken, Action<PostedMessage> posted)
{
    const int DefaultLimit = 100;
    const int MaxLimit = 999;

    public JsonObject Call(string method, string? token, SlackArguments arguments) => method switch
    {
        not ("auth.test" or "chat.postMessage" or "conversations.history" or "conversations.replies") =>
            Error("unknown_method"),
        _ when token is null => Error("not_authed"),
        _ when token != botToken => Error("invalid_auth"),
        _ when arguments.Error is { } error => Error(error),
        "auth.test" => new JsonObject { ["ok"] = true, ["team"] = "Sandbox", ["user"] = "oncall", ["bot_id"] = "B0ONCALL" },
        "chat.postMessage" => Post(arguments.Body),
        "conversations.history" => InChannel(arguments.Body, channel => History(channel, arguments.Body)),
        _ => InChannel(arguments.Body, channel => Replies(channel, arguments.Body)),
    };

    JsonObject Post(JsonElement body) => SlackRules.ErrorIn(body) is { } error
        ? Error(error)
        : InChannel(body, channel =>
        {
            if (body.Text("thread_ts") is { } thread && !workspace.Has(channel, thread))
                return Error("thread_not_found");

            var message = workspace.Post(channel, body);
            posted(message);
            return new JsonObject
            {
                ["ok"] = true,
                ["channel"] = channel.Id,
                ["ts"] = message.Ts,
                ["message"] = Shape(message, withMetadata: true),
            };
        });

    JsonObject InChannel(JsonElement body, Func<Channel, JsonObject> inChannel) =>
        workspace.Find(body.Text("channel")) is not { } channel ? Error("channel_not_found")
        : workspace.RefusalOf(channel.Id) is { } refusal ? Error(refusal)
        : inChannel(channel);

    JsonObject History(Channel channel, JsonElement body) => Listed(body, workspace.Messages
        .Where(message => message.Channel == channel && (message.ThreadTs is null || message.AlsoInChannel))
        .Where(message => Seconds(message.Ts) > Seconds(body.Text("oldest") ?? "0"))
        .OrderByDescending(message => Seconds(message.Ts)));

    JsonObject Replies(Channel channel, JsonElement body)
    {
        var ts = body.Text("ts") ?? "";
        return workspace.Has(channel, ts)
            ? Listed(body, workspace.Messages
                .Where(m => m.Channel == channel && (m.Ts == ts || m.ThreadTs == ts))
                .Where(m => m.Ts == ts || Seconds(m.Ts) > Seconds(body.Text("oldest") ?? "0")))
            : Error("thread_not_found");
    }

    static JsonObject Listed(JsonElement body, IEnumerable<PostedMessage> messages)
    {
        var limit = int.TryParse(body.Text("limit"), CultureInfo.InvariantCulture, out var asked)
            ? Math.Clamp(asked, 1, MaxLimit) : DefaultLimit;
        var start = 0;
        if (body.Text("cursor") is { Length: > 0 } cursor && !int.TryParse(cursor, CultureInfo.InvariantCulture, out start))
            return Error("invalid_cursor");
        var withMetadata = body.Text("include_all_metadata") == "true";
        var found = messages.Skip(start).Take(limit + 1).ToList();
        return new JsonObject
        {
            ["ok"] = true,
            ["messages"] = new JsonArray([.. found.Take(limit).Select(message => Shape(message, withMetadata))]),
            ["has_more"] = found.Count > limit,
            ["response_metadata"] = new JsonObject
            {
                ["next_cursor"] = found.Count > limit ? (start + limit).ToString(CultureInfo.InvariantCulture) : "",
            },
        };
    }

    static JsonObject Shape(PostedMessage message, bool withMetadata)
    {
        var shape = new JsonObject
        {
            ["type"] = "message",
            ["user"] = message.User,
            ["bot_id"] = "B0ONCALL",
            ["ts"] = message.Ts,
            ["text"] = message.Text,
        };
        if (message.ThreadTs is { } thread)
            shape["thread_ts"] = thread;
        if (message.Blocks is { } blocks)
            shape["blocks"] = JsonArray.Create(blocks);
        if (withMetadata && message.Metadata is { } metadata)
            shape["metadata"] = JsonObject.Create(metadata);
        return shape;
    }

    static decimal Seconds(string ts) => decimal.TryParse(ts, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;

    static JsonObject Error(string error) => new() { ["ok"] = false, ["error"] = error };
}
