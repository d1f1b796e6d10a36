using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using OnCall.Core.Policy;

namespace OnCall.LocalHost.Slack;

/// <summary>The sandbox as people look at it: channels, messages and threads on one page.</summary>
sealed partial class SlackPage(string team, SlackReader reader)
{
    const int RefreshSeconds = 3;
    const int MaxMessagesPerChannel = 100;

    public string Render(SlackWorkspace workspace, bool refreshes)
    {
        var messages = workspace.Messages;
        var refresh = refreshes ? $"""<meta http-equiv="refresh" content="{RefreshSeconds}">""" : "";
        var pause = refreshes
            ? """<a href="/?refresh=off">Pause</a> <span>refreshes every few seconds</span>"""
            : """<a href="/">Resume</a> <span>does not refresh</span>""";
        var channels = workspace.Channels
            .Select(channel => (channel, posted: messages.Where(message => message.Channel == channel).ToList())).ToList();
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            {refresh}
            <title>{Html(team)} – Slack sandbox</title>
            <style>{SlackPageStyle.Css}</style>
            </head>
            <body>
            <header><h1>{Html(team)}</h1><p>Slack sandbox</p>
            <nav aria-label="Channels"><ul>{string.Concat(channels.Select(c => Link(c.channel, c.posted.Count)))}</ul></nav>
            <p class="refresh">{pause}</p></header>
            <main>
            {string.Concat(channels.Select(c => Channel(c.channel, c.posted)))}
            </main>
            </body>
            </html>
            """;
    }

    static string Link(Channel channel, int count) => string.Create(CultureInfo.InvariantCulture,
        $"""<li><a href="#{Html(channel.Id)}"># {Html(channel.Name)}</a> <span class="count" title="messages">{count}</span></li>""");

    string Channel(Channel channel, List<PostedMessage> posted)
    {
        var inChannel = posted
            .Where(message => message.ThreadTs is null || message.AlsoInChannel).TakeLast(MaxMessagesPerChannel);
        var body = posted.Count == 0
            ? """<p class="empty">Nothing was posted here yet.</p>"""
            : string.Concat(inChannel.Select(message => Message(message, posted)));
        return $"""
            <section id="{Html(channel.Id)}" aria-labelledby="name-{Html(channel.Id)}">
            <h2 id="name-{Html(channel.Id)}"><span aria-hidden="true">#</span> {Html(channel.Name)}</h2>
            {body}
            </section>
            """;
    }

    string Message(PostedMessage message, List<PostedMessage> posted)
    {
        var replies = message.ThreadTs is null ? posted.Where(reply => reply.ThreadTs == message.Ts).ToList() : [];
        var thread = replies.Count == 0
            ? ""
            : $"""
                <div class="thread"><h3>{Count(replies.Count)}</h3>
                {string.Concat(replies.Select(reply => Message(reply, [])))}</div>
                """;
        var note = message is { ThreadTs: not null, AlsoInChannel: true }
            ? """<span class="also">also sent to the channel</span>"""
            : "";
        return $"""
            <article>
            <div class="avatar" aria-hidden="true">OC</div>
            <div class="said">
            <p class="who"><b>On-call</b> <span class="app">APP</span>
            <time datetime="{message.ReceivedAt:O}">{reader.Markup.TimeOf(message.ReceivedAt)}</time> {note}</p>
            {Body(message)}
            {thread}
            </div>
            </article>
            """;
    }

    string Body(PostedMessage message)
    {
        var html = new StringBuilder();
        var inTable = false;
        foreach (var (block, text) in SlackReader.Parts(message))
        {
            if (inTable != (block == "field"))
                html.Append(inTable ? "</div>" : """<div class="fields">""");
            inTable = block == "field";
            html.Append(block == "header" ? """<p class="title">""" : block == "context" ? """<p class="hint">""" : "<p>")
                .Append(block == "header" ? Html(text) : Markup(text, message.ReceivedAt))
                .Append("</p>");
        }

        return html.Append(inTable ? "</div>" : "").ToString();
    }

    string Markup(string markup, DateTimeOffset seenAt)
    {
        var html = string.Concat(reader.Markup.Pieces(markup, seenAt).Select(Piece));
        return Bold().Replace(html, "<strong>$1</strong>").Replace("\n", "<br>", StringComparison.Ordinal);
    }

    static string Piece(SlackMarkup.Piece piece) => piece.Kind switch
    {
        SlackMarkup.PieceKind.Mention => $"""<span class="mention">{Inert(piece.Text)}</span>""",
        SlackMarkup.PieceKind.Time => $"""<span class="date">{Inert(piece.Text)}</span>""",
        SlackMarkup.PieceKind.Link when piece.Url is { } url && url.StartsWith("http", StringComparison.OrdinalIgnoreCase) =>
            $"""<a href="{Inert(url)}" rel="noreferrer">{Inert(piece.Text)}</a>""",
        SlackMarkup.PieceKind.Link => Inert(piece.Text),
        _ => Html(piece.Text),
    };

    /// <summary>A star within a link or a name does not begin bold text.</summary>
    static string Inert(string text) => Html(text).Replace("*", "&#42;", StringComparison.Ordinal);

    static string Count(int replies) =>
        replies == 1 ? "1 reply" : string.Create(CultureInfo.InvariantCulture, $"{replies} replies");

    static string Html(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex(@"\*([^*\n]+)\*")]
    private static partial Regex Bold();
}
