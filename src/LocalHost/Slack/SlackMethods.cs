using System.Text.Json;
using System.Text.Json.Nodes;
using OnCall.Core.Policy;
using OnCall.LocalHost.Servers;
using static OnCall.LocalHost.Slack.SlackReply;

namespace OnCall.LocalHost.Slack;

/// <summary>The methods of Slack's Web API that the service uses.</summary>
sealed class SlackMethods(
    SlackWorkspace workspace, SlackConversations conversations, SlackModals modals, SlackHomeTabs homes, string botToken,
    SlackHappenings happenings)
{
    static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "auth.test", "chat.postMessage", "chat.update", "chat.postEphemeral", "conversations.open", "conversations.history",
        "conversations.replies", "reactions.get", "users.info", "views.open", "views.update",
        "views.publish", "chat.getPermalink",
    };

    public JsonObject Call(string method, string? token, SlackArguments arguments) => method switch
    {
        _ when !Known.Contains(method) => Error("unknown_method"),
        _ when token is null => Error("not_authed"),
        _ when token != botToken => Error("invalid_auth"),
        _ when arguments.Error is { } error => Error(error),
        "auth.test" => Ok(("team", "Sandbox"), ("user", "oncall"), ("bot_id", SlackShapes.BotId)),
        "chat.postMessage" => Post(arguments.Body),
        "chat.update" => InChannel(arguments.Body, channel => Update(channel, arguments.Body)),
        "chat.postEphemeral" => Whisper(arguments.Body),
        "conversations.open" => Open(arguments.Body),
        "conversations.history" => InChannel(arguments.Body, channel => conversations.History(channel, arguments.Body)),
        "conversations.replies" => InChannel(arguments.Body, channel => conversations.Replies(channel, arguments.Body)),
        "reactions.get" => InChannel(arguments.Body, channel => conversations.Reactions(channel, arguments.Body)),
        "users.info" => UserInfo(arguments.Body),
        "chat.getPermalink" => InChannel(arguments.Body, channel => Permalink(channel, arguments.Body)),
        "views.publish" => homes.Publish(arguments.Body),
        "views.open" => modals.Open(arguments.Body),
        _ => modals.Update(arguments.Body),
    };

    JsonObject Post(JsonElement body) => SlackRules.ErrorIn(body) is { } error
        ? Error(error)
        : InChannel(body, channel =>
        {
            if (body.Text("thread_ts") is { } thread && !workspace.Has(channel, thread))
                return Error("thread_not_found");

            var message = workspace.Post(channel, body);
            happenings.Posted(message);
            return Ok(
                ("channel", channel.Id), ("ts", message.Ts), ("message", SlackShapes.Message(message, withMetadata: true)));
        });

    JsonObject Update(Channel channel, JsonElement body)
    {
        if (SlackRules.ErrorInUpdate(body) is { } error)
            return Error(error);
        if (workspace.Find(channel, body.Text("ts")) is not { } message)
            return Error("message_not_found");
        if (!message.IsByApp)
            return Error("cant_update_message");

        var edited = workspace.Edit(message, body);
        happenings.Edited(edited);
        return Ok(
            ("channel", channel.Id), ("ts", edited.Ts), ("text", edited.Text),
            ("message", SlackShapes.Message(edited, withMetadata: true)));
    }

    JsonObject Permalink(Channel channel, JsonElement body) => body.Text("message_ts") is { } ts && workspace.Has(channel, ts)
        ? Ok(
            ("channel", channel.Id),
            ("permalink", $"https://sandbox.slack.com/archives/{channel.Id}/p{ts.Replace(".", "", StringComparison.Ordinal)}"))
        : Error("message_not_found");

    JsonObject Whisper(JsonElement body) => SlackRules.ErrorIn(body) is { } error
        ? Error(error)
        : InChannel(body, channel =>
        {
            if (workspace.Who(body.Text("user")) is not { } reader)
                return Error("user_not_in_channel");

            var message = workspace.Post(channel, body, ephemeralTo: reader.Slack);
            happenings.Whispered(message);
            return Ok(("message_ts", message.Ts));
        });

    JsonObject Open(JsonElement body) => workspace.Who(body.Text("users")) is { } person
        ? Ok(("channel", new JsonObject { ["id"] = workspace.OpenDirect(person).Id }))
        : Error("user_not_found");

    JsonObject UserInfo(JsonElement body) =>
        workspace.Who(body.Text("user")) is { } person && workspace.MembershipOf(person) != SlackMembership.Gone
        ? Ok(("user", new JsonObject
        {
            ["id"] = person.Slack,
            ["name"] = person.Id.Value,
            ["real_name"] = person.Name,
            ["deleted"] = workspace.MembershipOf(person) == SlackMembership.Deactivated,
            ["is_bot"] = workspace.MembershipOf(person) == SlackMembership.Bot,
            ["profile"] = new JsonObject { ["real_name"] = person.Name, ["email"] = person.Email },
        }))
        : Error("user_not_found");

    JsonObject InChannel(JsonElement body, Func<Channel, JsonObject> inChannel) =>
        workspace.Find(body.Text("channel")) is not { } channel ? Error("channel_not_found")
        : workspace.RefusalOf(channel.Id) is { } refusal ? Error(refusal)
        : inChannel(channel);
}

/// <summary>Who is told what the app did in Slack, before the app gets its answer.</summary>
sealed record SlackHappenings(
    Action<PostedMessage> Posted, Action<PostedMessage> Edited, Action<PostedMessage> Whispered);
