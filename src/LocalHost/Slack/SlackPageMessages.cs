using System.Globalization;
using System.Net;
using System.Text;
using OnCall.Core.Policy;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.Slack;

/// <summary>Messages on the page, with what a person can do to them.</summary>
sealed class SlackPageMessages(OnCallPolicy policy, SlackReader reader)
{
    const int MaxMessagesPerChannel = 100;

    readonly SlackPageText _text = new(reader);

    public static string Anchor(PostedMessage message) => $"m-{message.Channel.Id}-{message.Ts}";

    public string Render(List<PostedMessage> posted, SlackVisit visit) => string.Concat(posted
        .Where(message => message.ThreadTs is null || message.AlsoInChannel).TakeLast(MaxMessagesPerChannel)
        .Select(message => Message(message, posted, visit)));

    string Message(PostedMessage message, List<PostedMessage> posted, SlackVisit visit)
    {
        var replies = message.ThreadTs is null ? posted.Where(reply => reply.ThreadTs == message.Ts).ToList() : [];
        var thread = replies.Count == 0
            ? ""
            : $"""
                <div class="thread"><h3>{Count(replies.Count)}</h3>
                {string.Concat(replies.Select(reply => Message(reply, [], visit)))}</div>
                """;
        var name = NameOf(message.User);
        // A reply that the channel shows too stands on the page twice: only one of them has the name.
        var id = message.ThreadTs is not null && posted.Count > 0 ? "" : $""" id="{Html(Anchor(message))}" """;
        return $"""
            <article{id}>
            <div class="avatar{(message.IsByApp ? "" : " person")}" aria-hidden="true">{(message.IsByApp ? "OC" : Html(name[..1]))}</div>
            <div class="said">
            <p class="who"><b>{Html(name)}</b> {(message.IsByApp ? """<span class="app">APP</span>""" : "")}
            <time datetime="{message.ReceivedAt:O}">{reader.Markup.TimeOf(message.ReceivedAt)}</time> {Notes(message)}</p>
            {Body(message)}
            {Buttons(message, visit)}
            {Reactions(message, visit)}
            {thread}
            {(message is { ThreadTs: null, EphemeralTo: null } ? ReplyBox(message, visit) : "")}
            </div>
            </article>
            """;
    }

    string Notes(PostedMessage message) => string.Concat(
        message.EditedAt is null ? "" : """<span class="also">(edited)</span> """,
        message is { ThreadTs: not null, AlsoInChannel: true } ? """<span class="also">also sent to the channel</span>""" : "",
        message.EphemeralTo is { } one ? $"""<span class="also">only visible to {Html(NameOf(one))}</span>""" : "");

    public string Body(PublishedHome home) => Body(SlackReader.Parts(home.View), home.At);

    string Body(PostedMessage message) => Body(SlackReader.Parts(message), message.ReceivedAt);

    string Body(IEnumerable<(string Block, string Text)> parts, DateTimeOffset seenAt)
    {
        var html = new StringBuilder();
        var inTable = false;
        foreach (var (block, text) in parts)
        {
            if (inTable != (block == "field"))
                html.Append(inTable ? "</div>" : """<div class="fields">""");
            inTable = block == "field";
            html.Append(block == "header" ? """<p class="title">""" : block == "context" ? """<p class="hint">""" : "<p>")
                .Append(block == "header" ? Html(text) : _text.Markup(text, seenAt))
                .Append("</p>");
        }

        return html.Append(inTable ? "</div>" : "").ToString();
    }

    static string Buttons(PostedMessage message, SlackVisit visit)
    {
        var buttons = string.Concat(SlackButtons.In(message).Select(button => Act(
            "press", message, visit, button.Text("action_id") ?? "",
            $"""<button class="{Html(button.Text("style") ?? "plain")}"{Disabled(visit)}>{Html(button.Part("text")?.Text("text") ?? "")}</button>""")));
        return buttons.Length == 0 ? "" : $"""<div class="bar">{buttons}</div>""";
    }

    string Reactions(PostedMessage message, SlackVisit visit)
    {
        if (message.EphemeralTo is not null)
            return "";
        var given = message.Reactions.Select(one => Act(
            "react", message, visit, one.Name,
            $"""
            <button class="reaction{(Mine(one, visit) ? " mine" : "")}"{Disabled(visit)} title="{Html(string.Join(", ", one.Users.Select(NameOf)))}"
            aria-label="{Html($"{string.Join(", ", one.Users.Select(NameOf))} reacted with {one.Name}")}">{SlackPageText.Emoji(one.Name)} {one.Users.Count}</button>
            """));
        var offered = visit.As is null || message.Reactions.Any(one => one.Name == "+1")
            ? ""
            : Act("react", message, visit, "+1", """<button class="reaction" aria-label="React with thumbs up">👍</button>""");
        var bar = string.Concat([.. given, offered]);
        return bar.Length == 0 ? "" : $"""<div class="bar">{bar}</div>""";
    }

    static string ReplyBox(PostedMessage message, SlackVisit visit) => visit.As is not { } person ? "" : $"""
        <form method="post" action="/act/reply" class="reply">{Hidden(message, person, "")}
        <label for="r-{Html(Anchor(message))}">Reply in the thread as {Html(person.Name)}</label>
        <input id="r-{Html(Anchor(message))}" name="text" autocomplete="off" maxlength="3000"><button>Reply</button></form>
        """;

    static string Act(string what, PostedMessage message, SlackVisit visit, string name, string button) =>
        visit.As is not { } person ? button : $"""<form method="post" action="/act/{what}">{Hidden(message, person, name)}{button}</form>""";

    static string Hidden(PostedMessage message, Person person, string name) => $"""
        <input type="hidden" name="as" value="{Html(person.Id.Value)}"><input type="hidden" name="channel" value="{Html(message.Channel.Id)}"><input
        type="hidden" name="ts" value="{Html(message.Ts)}"><input type="hidden" name="name" value="{Html(name)}">
        """;

    static string Disabled(SlackVisit visit) =>
        visit.As is null ? """ disabled title="Choose on the left who you are." """ : "";

    static bool Mine(PostedReaction reaction, SlackVisit visit) => visit.As is { } person && reaction.Users.Contains(person.Slack);

    string NameOf(string user) => user == PostedMessage.Bot
        ? "On-call"
        : policy.People.FirstOrDefault(person => person.Slack == user)?.Name ?? user;

    static string Count(int replies) =>
        replies == 1 ? "1 reply" : string.Create(CultureInfo.InvariantCulture, $"{replies} replies");

    static string Html(string text) => WebUtility.HtmlEncode(text);
}
