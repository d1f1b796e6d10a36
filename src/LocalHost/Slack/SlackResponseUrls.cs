using System.Globalization;
using OnCall.Core.Policy;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.Slack;

/// <summary>The addresses at which the app may answer somebody later: five times, for half an hour. Thread-safe.</summary>
sealed class SlackResponseUrls(SlackWorkspace workspace, TimeProvider clock, Action<PostedMessage> whispered)
{
    const int MaxUses = 5;
    static readonly TimeSpan Lives = TimeSpan.FromMinutes(30);

    readonly Lock _gate = new();
    readonly Dictionary<string, Asked> _known = new(StringComparer.Ordinal);

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/response/{id}", AnswerAsync);

    public Uri New(Uri slack, Person person, Channel channel)
    {
        lock (_gate)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{_known.Count + 1}-{Guid.NewGuid():N}");
            _known[id] = new Asked(person, channel, clock.GetUtcNow() + Lives, Uses: 0);
            return new Uri(slack, $"response/{id}");
        }
    }

    async Task AnswerAsync(HttpContext http)
    {
        var sent = SentJson.Parse(await LocalServer.BodyOf(http.Request));
        if (Take((string)http.Request.RouteValues["id"]!, out var said) is not { } asked)
            http.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (sent is not { } message || SlackRules.ErrorIn(message) is not null)
            (http.Response.StatusCode, said) = (StatusCodes.Status400BadRequest, "invalid_payload");
        else
            whispered(workspace.Post(asked.Channel, message, ephemeralTo: asked.Person.Slack));
        await http.Response.WriteAsync(said, http.RequestAborted);
    }

    Asked? Take(string id, out string said)
    {
        lock (_gate)
        {
            var found = _known.GetValueOrDefault(id);
            said = found is null || clock.GetUtcNow() >= found.Until ? "expired_url" : found.Uses >= MaxUses ? "used_url" : "ok";
            return said == "ok" ? _known[id] = found! with { Uses = found.Uses + 1 } : null;
        }
    }

    sealed record Asked(Person Person, Channel Channel, DateTimeOffset Until, int Uses);
}
