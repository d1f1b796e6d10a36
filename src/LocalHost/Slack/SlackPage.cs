using System.Globalization;
using System.Net;
using OnCall.Core.Policy;

namespace OnCall.LocalHost.Slack;

/// <summary>The sandbox as people look at it: channels, messages and threads on one page, and the modal before them.</summary>
sealed class SlackPage(OnCallPolicy policy, SlackReader reader)
{
    readonly SlackPageMessages _messages = new(policy, reader);
    readonly SlackPageModal _modal = new(reader);

    /// <param name="home">What the app shows in its Home tab to whoever looks; null for nothing.</param>
    public string Render(SlackWorkspace workspace, OpenView? view, PublishedHome? home, SlackVisit visit)
    {
        var seen = workspace.Messages
            .Concat(workspace.Ephemerals.Where(one => visit.As is null || one.EphemeralTo == visit.As.Slack))
            .OrderBy(message => message.ReceivedAt).ThenBy(message => message.Ts, StringComparer.Ordinal).ToList();
        var channels = workspace.Channels.Select(channel => Place.Of(channel, "#", seen)).ToList();
        var direct = workspace.Direct
            .Where(channel => visit.As is null || channel.Name == visit.As.Name)
            .Select(channel => Place.Of(channel, "@", seen)).ToList();
        var refresh = visit.RefreshesIn is { } pause
            ? string.Create(CultureInfo.InvariantCulture, $"""<meta http-equiv="refresh" content="{pause.TotalSeconds:0};url={Address(visit)}">""")
            : "";
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            {refresh}
            <title>{Html(policy.Team)} – Slack sandbox</title>
            <style>{SlackPageStyle.Css}</style>
            </head>
            <body>
            <header><h1>{Html(policy.Team)}</h1><p>Slack sandbox</p>
            {Who(workspace, visit)}
            <nav aria-label="Channels"><ul>{string.Concat(channels.Select(Link))}</ul></nav>
            {(direct.Count == 0 ? "" : $"""<nav aria-label="Direct messages"><h2>Direct messages</h2><ul>{string.Concat(direct.Select(Link))}</ul></nav>""")}
            <p class="refresh">{Refreshing(visit)}</p></header>
            <main>
            {(view is null ? "" : _modal.Render(view, visit))}
            {Home(home, visit)}
            {string.Concat(channels.Select(place => Section(place, visit)))}
            {(direct.Count == 0 ? "" : """<p class="part">Direct messages</p>""")}
            {string.Concat(direct.Select(place => Section(place, visit)))}
            </main>
            </body>
            </html>
            """;
    }

    static string Who(SlackWorkspace workspace, SlackVisit visit) => $"""
        <form method="get" action="/" class="as">
        <label for="as">You are</label>
        <select id="as" name="as"><option value="">only looking</option>{string.Concat(workspace.People.Select(person =>
            $"""<option value="{Html(person.Id.Value)}"{(person == visit.As ? " selected" : "")}>{Html(person.Name)}</option>"""))}</select>
        <button>Go</button>
        </form>
        """;

    static string Refreshing(SlackVisit visit) => visit switch
    {
        { As: { } person } => $"""<a href="/?as={Html(person.Id.Value)}">Refresh</a> <span>stands still while you act</span>""",
        { RefreshesIn: not null } => """<a href="/?refresh=off">Pause</a> <span>refreshes every few seconds</span>""",
        _ => """<a href="/">Resume</a> <span>does not refresh</span>""",
    };

    static string Address(SlackVisit visit) => visit.As is { } person ? $"/?as={Html(person.Id.Value)}" : "/";

    static string Link(Place place) => string.Create(CultureInfo.InvariantCulture,
        $"""<li><a href="#{Html(place.Channel.Id)}">{place.Sign} {Html(place.Channel.Name)}</a> <span class="count" title="messages">{place.Messages.Count}</span></li>""");

    string Section(Place place, SlackVisit visit) => $"""
        <section id="{Html(place.Channel.Id)}" aria-labelledby="name-{Html(place.Channel.Id)}">
        <h2 id="name-{Html(place.Channel.Id)}"><span aria-hidden="true">{place.Sign}</span> {Html(place.Channel.Name)}</h2>
        {(place.Messages.Count == 0 ? """<p class="empty">Nothing was posted here yet.</p>""" : _messages.Render(place.Messages, visit))}
        </section>
        """;

    string Home(PublishedHome? home, SlackVisit visit) => visit.As is not { } person ? "" : $"""
        <section id="home" aria-labelledby="name-home">
        <h2 id="name-home">App Home</h2>
        <form method="post" action="/act/home"><input type="hidden" name="as" value="{Html(person.Id.Value)}"><button>Open as {Html(person.Name)}</button></form>
        {(home is null ? """<p class="empty">The app has shown nothing here yet.</p>""" : $"""<article><div class="said">{_messages.Body(home)}</div></article>""")}
        </section>
        """;

    static string Html(string text) => WebUtility.HtmlEncode(text);

    sealed record Place(Channel Channel, string Sign, List<PostedMessage> Messages)
    {
        public static Place Of(Channel channel, string sign, List<PostedMessage> seen) =>
            new(channel, sign, seen.FindAll(message => message.Channel == channel));
    }
}
