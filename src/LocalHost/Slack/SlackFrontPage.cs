using System.Globalization;
using OnCall.Core.Policy;

namespace OnCall.LocalHost.Slack;

/// <summary>The page that people open in a browser, and what they do there as somebody of the policy.</summary>
sealed class SlackFrontPage(SlackSimulator slack, SlackWorkspace workspace, SlackHomeTabs homes, SlackPage page)
{
    static readonly TimeSpan OnlyLooking = TimeSpan.FromSeconds(3);

    // The app answers within moments; after that the page stands still for whoever types.
    static readonly TimeSpan AfterAnAct = TimeSpan.FromSeconds(2);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", ShowAsync);
        routes.MapPost("/act/{what}", http => ActAsync(http, (string)http.Request.RouteValues["what"]!));
    }

    Task ShowAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var person = PersonOf(query["as"]);
        var view = slack.Views.LastOrDefault(open => open.Reader == person);
        var refreshesIn =
            query["refresh"] == "off" || view is not null ? null
            : query["refresh"] == "soon" ? AfterAnAct
            : person is null ? OnlyLooking
            : (TimeSpan?)null;
        // Nothing on the page comes from elsewhere, and nothing in a message can run.
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(
            page.Render(workspace, view, person is null ? null : homes.Of(person.Slack), new SlackVisit(person, refreshesIn)),
            http.RequestAborted);
    }

    async Task ActAsync(HttpContext http, string what)
    {
        // Other pages in the same browser may not act here.
        if (http.Request.Headers.Origin.ToString() is { Length: > 0 } origin && origin != slack.Url.GetLeftPart(UriPartial.Authority)
            || !http.Request.HasFormContentType)
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var anchor = PersonOf(form["as"]) is { } person ? await ActAsync(what, person, form, http.RequestAborted) : "";
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location =
            string.Create(CultureInfo.InvariantCulture, $"/?as={Uri.EscapeDataString(form["as"].ToString())}&refresh=soon{anchor}");
    }

    /// <returns>Where on the page it happened.</returns>
    async Task<string> ActAsync(string what, Person person, IFormCollection form, CancellationToken cancellation)
    {
        if (what == "home")
        {
            slack.OpenHome(person);
            return "#home";
        }

        if (slack.Views.FirstOrDefault(open => open.Id == form["view"] && open.Reader == person) is { } view)
        {
            if (what == "submit")
                await slack.SubmitAsync(view, cancellation, view.Inputs.Select(input =>
                    (input.BlockId, form[$"input-{input.BlockId}"].ToString().ReplaceLineEndings("\n"))));
            else
                slack.Dismiss(view);
            return "";
        }

        var message = slack.Messages.Concat(slack.Ephemerals)
            .FirstOrDefault(known => known.Channel.Id == form["channel"] && known.Ts == form["ts"]);
        if (message is null)
            return "";
        await ActOnAsync(what, person, message, form, cancellation);
        return $"#{SlackPageMessages.Anchor(message)}";
    }

    async Task ActOnAsync(
        string what, Person person, PostedMessage message, IFormCollection form, CancellationToken cancellation)
    {
        var (name, text) = (form["name"].ToString(), form["text"].ToString().Trim());
        switch (what)
        {
            case "react" when message.Reactions.Any(one => one.Name == name && one.Users.Contains(person.Slack)):
                slack.Unreact(person, message, name);
                break;
            case "react" when name.Length > 0:
                slack.React(person, message, name);
                break;
            case "reply" when text.Length > 0:
                slack.Say(person, message.Channel, message.ThreadTs ?? message.Ts, SlackMarkup.Typed(text));
                break;
            case "press" when SlackButtons.In(message).Any(button => button.GetProperty("action_id").GetString() == name):
                await slack.PressAsync(person, message, name, cancellation);
                break;
            default:
                break;
        }
    }

    Person? PersonOf(string? id) => workspace.People.FirstOrDefault(person => person.Id.Value == id);
}
