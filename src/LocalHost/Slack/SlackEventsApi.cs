using System.Globalization;
using System.Text.Json.Nodes;
using OnCall.Core.Policy;

namespace OnCall.LocalHost.Slack;

/// <summary>Tells the app what happens in the channels that it is in; of direct messages it hears nothing.</summary>
sealed class SlackEventsApi(SlackWorkspace workspace, SlackEventQueue queue, TimeProvider clock)
{
    int _last;

    /// <summary>Null tells nobody.</summary>
    public Uri? Url { get; set; }

    /// <summary>What happens from now on is never told.</summary>
    public bool Drops { get; set; }

    /// <summary>Everything is told twice, each time under an id of its own.</summary>
    public bool Doubles { get; set; }

    public void TellPosted(PostedMessage message) => Tell(message, SlackEventShapes.Message(message));

    public void TellEdited(PostedMessage message) => Tell(message, SlackEventShapes.Edit(message, clock.GetUtcNow()));

    public void TellReaction(PostedMessage message, string user, string name, bool removed) =>
        Tell(message, SlackEventShapes.Reaction(message, user, name, removed, clock.GetUtcNow()));

    public void TellHomeOpened(Person by) => Tell(SlackEventShapes.HomeOpened(by, clock.GetUtcNow()));

    void Tell(PostedMessage message, JsonObject happened)
    {
        if (workspace.Channels.Contains(message.Channel))
            Tell(happened);
    }

    void Tell(JsonObject happened)
    {
        if (Url is not { } url || Drops)
            return;
        for (var copy = 0; copy < (Doubles ? 2 : 1); copy++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"Ev{Interlocked.Increment(ref _last):D8}");
            queue.Add(url, new SlackEvent(
                id, happened["type"]!.GetValue<string>(),
                SlackEventShapes.Envelope(id, happened, clock.GetUtcNow()).ToJsonString()));
        }
    }
}
