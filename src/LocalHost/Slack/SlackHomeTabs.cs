using System.Text.Json;
using System.Text.Json.Nodes;
using OnCall.LocalHost.Servers;
using static OnCall.LocalHost.Slack.SlackReply;

namespace OnCall.LocalHost.Slack;

/// <summary>What the app shows each person in its Home tab. Thread-safe.</summary>
sealed class SlackHomeTabs(TimeProvider clock)
{
    const int MaxViewLength = 250 * 1024;

    readonly Lock _gate = new();
    readonly Dictionary<string, PublishedHome> _published = new(StringComparer.Ordinal);
    int _last;

    /// <summary>As the app's settings say it; without it nothing can be published.</summary>
    public bool IsEnabled { get; set; } = true;

    public PublishedHome? Of(string user)
    {
        lock (_gate)
            return _published.GetValueOrDefault(user);
    }

    public JsonObject Publish(JsonElement body)
    {
        // The workspace has more people than the policy.
        if (body.Text("user_id") is not ['U' or 'W', _, ..] user || !user.All(char.IsAsciiLetterOrDigit))
            return Error("invalid_arguments");
        if (!IsEnabled)
            return Error("not_enabled");
        if (body.Part("view") is not { } view || SlackViewRules.ErrorInHome(view) is not null)
            return Error("invalid_arguments");
        if (view.GetRawText().Length > MaxViewLength)
            return Error("view_too_large");

        lock (_gate)
        {
            _published[user] = new PublishedHome(view, clock.GetUtcNow());
            var shape = JsonObject.Create(view)!;
            (shape["id"], shape["state"]) = ($"VHOME{++_last}", new JsonObject { ["values"] = new JsonObject() });
            return Ok(("view", shape));
        }
    }
}

/// <param name="View">As the app sent it.</param>
sealed record PublishedHome(JsonElement View, DateTimeOffset At);
