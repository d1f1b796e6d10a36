using System.Text.Json.Nodes;

namespace OnCall.LocalHost.Slack;

/// <summary>Messages as Slack writes them.</summary>
static class SlackShapes
{
    public const string BotId = "B0ONCALL";

    /// <param name="maxReactors">Slack may name only the first of those who reacted; their count it always gives.</param>
    public static JsonObject Message(PostedMessage message, bool withMetadata, int? maxReactors = null)
    {
        var shape = new JsonObject { ["type"] = "message", ["user"] = message.User, ["ts"] = message.Ts, ["text"] = message.Text };
        if (message.IsByApp)
            shape["bot_id"] = BotId;
        if (message.ThreadTs is { } thread)
            shape["thread_ts"] = thread;
        if (message.Blocks is { } blocks)
            shape["blocks"] = JsonArray.Create(blocks);
        if (withMetadata && message.Metadata is { } metadata)
            shape["metadata"] = JsonObject.Create(metadata);
        if (message.EditedAt is { } at)
            shape["edited"] = new JsonObject { ["user"] = message.User, ["ts"] = $"{at.ToUnixTimeSeconds()}.000000" };
        if (message.Reactions.Count > 0)
            shape["reactions"] = new JsonArray([.. message.Reactions.Select(one => Reaction(one, maxReactors))]);
        return shape;
    }

    static JsonObject Reaction(PostedReaction reaction, int? maxReactors) => new()
    {
        ["name"] = reaction.Name,
        ["users"] = new JsonArray([.. reaction.Users.Take(maxReactors ?? int.MaxValue).Select(user => JsonValue.Create(user))]),
        ["count"] = reaction.Users.Count,
    };
}
