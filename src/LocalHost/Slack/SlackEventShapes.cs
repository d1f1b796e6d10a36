using System.Globalization;
using System.Text.Json.Nodes;
using OnCall.Core.Policy;

namespace OnCall.LocalHost.Slack;

/// <summary>What Slack tells the app, as Slack writes it.</summary>
static class SlackEventShapes
{
    const string Team = "T0SANDBOX";
    const string App = "A0ONCALL";
    const string Token = "verification_token";

    public static JsonObject Reaction(PostedMessage message, string user, string name, bool removed, DateTimeOffset at) => new()
    {
        ["type"] = removed ? "reaction_removed" : "reaction_added",
        ["user"] = user,
        ["item"] = new JsonObject { ["type"] = "message", ["channel"] = message.Channel.Id, ["ts"] = message.Ts },
        ["reaction"] = name,
        ["item_user"] = message.User,
        ["event_ts"] = Stamp(at),
    };

    public static JsonObject Message(PostedMessage message)
    {
        var shape = SlackShapes.Message(message, withMetadata: true);
        (shape["channel"], shape["channel_type"], shape["event_ts"]) = (message.Channel.Id, "channel", message.Ts);
        return shape;
    }

    /// <summary>Slack tells of an edit as of a message about a message.</summary>
    public static JsonObject Edit(PostedMessage message, DateTimeOffset at) => new()
    {
        ["type"] = "message",
        ["subtype"] = "message_changed",
        ["hidden"] = true,
        ["channel"] = message.Channel.Id,
        ["message"] = SlackShapes.Message(message, withMetadata: true),
        ["ts"] = Stamp(at),
        ["event_ts"] = Stamp(at),
    };

    public static JsonObject HomeOpened(Person by, DateTimeOffset at) => new()
    {
        ["type"] = "app_home_opened",
        ["user"] = by.Slack,
        ["channel"] = $"D{by.Slack[1..]}",
        ["tab"] = "home",
        ["event_ts"] = Stamp(at),
    };

    public static JsonObject Envelope(string eventId, JsonObject happened, DateTimeOffset at) => new()
    {
        ["token"] = Token,
        ["team_id"] = Team,
        ["api_app_id"] = App,
        ["event"] = happened.DeepClone(),
        ["type"] = "event_callback",
        ["event_id"] = eventId,
        ["event_time"] = at.ToUnixTimeSeconds(),
    };

    public static JsonObject Press(
        Person by, PostedMessage message, JsonObject action, string triggerId, Uri responseUrl)
    {
        var container = new JsonObject
        {
            ["type"] = "message",
            ["message_ts"] = message.Ts,
            ["channel_id"] = message.Channel.Id,
            ["is_ephemeral"] = message.EphemeralTo is not null,
        };
        if (message.ThreadTs is { } thread)
            container["thread_ts"] = thread;
        var payload = From("block_actions", by, triggerId);
        (payload["container"], payload["actions"], payload["response_url"]) = (container, new JsonArray(action), responseUrl.ToString());
        payload["channel"] = new JsonObject { ["id"] = message.Channel.Id, ["name"] = message.Channel.Name };
        if (message.EphemeralTo is null)
            payload["message"] = SlackShapes.Message(message, withMetadata: false);
        return payload;
    }

    public static JsonObject Submission(OpenView view, IReadOnlyDictionary<string, string> values, string triggerId)
    {
        var payload = From("view_submission", view.Reader, triggerId);
        (payload["view"], payload["response_urls"]) = (SlackModalShapes.Of(view, values), new JsonArray());
        return payload;
    }

    static JsonObject From(string type, Person by, string triggerId) => new()
    {
        ["type"] = type,
        ["team"] = new JsonObject { ["id"] = Team, ["domain"] = "sandbox" },
        ["user"] = new JsonObject { ["id"] = by.Slack, ["username"] = by.Id.Value, ["name"] = by.Id.Value, ["team_id"] = Team },
        ["api_app_id"] = App,
        ["token"] = Token,
        ["trigger_id"] = triggerId,
    };

    static string Stamp(DateTimeOffset at)
    {
        var micros = (at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        return string.Create(CultureInfo.InvariantCulture, $"{micros / 1_000_000}.{micros % 1_000_000:D6}");
    }
}
