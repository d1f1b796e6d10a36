using System.Text.Json.Nodes;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.Slack;

/// <summary>
/// Plays Slack on this machine: a real HTTP server that refuses what Slack refuses, keeps what was posted,
/// and shows it to people on its front page.
/// </summary>
public sealed class SlackSimulator : IAsyncDisposable
{
    const string BearerPrefix = "Bearer ";

    readonly SlackSimulatorOptions _options;
    readonly SlackWorkspace _workspace;
    readonly SlackMethods _methods;
    readonly SlackReader _reader;
    readonly SlackPage _page;
    readonly Faults _faults = new();
    LocalServer? _server;

    public SlackSimulator(SlackSimulatorOptions options, TimeProvider clock)
    {
        _options = options;
        _workspace = new SlackWorkspace(options.Policy, clock);
        _methods = new SlackMethods(_workspace, options.BotToken, message => Posted?.Invoke(message));
        _reader = new SlackReader(options.Policy);
        _page = new SlackPage(options.Policy.Team, _reader);
    }

    /// <summary>For each message, before the caller gets the answer.</summary>
    public event Action<PostedMessage>? Posted;

    public Uri Url => _server?.Url ?? throw new InvalidOperationException("Slack's simulator was not started.");

    /// <summary>What belongs into the setting <c>Slack__ApiUrl</c>.</summary>
    public Uri ApiUrl => new(Url, "api/");

    public IReadOnlyList<PostedMessage> Messages => _workspace.Messages;

    public async Task StartAsync() => _server = await LocalServer.StartAsync(
        "Slack's simulator", _options.Port, _options.PortOption, routes =>
        {
            routes.MapGet("/", ShowAsync);
            routes.Map("/api/{method}", CallAsync);
        });

    /// <summary>The message as a person sees it, in plain text: names, local times, links.</summary>
    public string Render(PostedMessage message) => _reader.Plain(message);

    /// <summary>The next calls are answered with 429.</summary>
    public void Throttle(int times, TimeSpan retryAfter) => _faults.Throttle(times, retryAfter);

    public void GoDown() => _faults.Down = true;

    public void ComeBack() => _faults.Down = false;

    /// <summary>From now on the channel answers with this error: "is_archived", "not_in_channel".</summary>
    public void Close(string channelId, string error) => _workspace.Close(channelId, error);

    /// <summary>As somebody in Slack deletes a message.</summary>
    public void Delete(string ts) => _workspace.Delete(ts);

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    async Task CallAsync(HttpContext http)
    {
        if (_faults.Strike(http.Response) is { } status)
        {
            var error = status == StatusCodes.Status429TooManyRequests ? "ratelimited" : "service_unavailable";
            await LocalServer.AnswerAsync(http, status, new JsonObject { ["ok"] = false, ["error"] = error });
            return;
        }

        var method = (string)http.Request.RouteValues["method"]!;
        var arguments = await SlackArguments.ReadAsync(http.Request);
        await LocalServer.AnswerAsync(http, StatusCodes.Status200OK, _methods.Call(method, TokenOf(http.Request), arguments));
    }

    Task ShowAsync(HttpContext http)
    {
        // Nothing on the page comes from elsewhere, and nothing in a message can run.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        http.Response.ContentType = "text/html; charset=utf-8";
        return http.Response.WriteAsync(
            _page.Render(_workspace, refreshes: http.Request.Query["refresh"] != "off"), http.RequestAborted);
    }

    static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is { } header
        && header.StartsWith(BearerPrefix, StringComparison.OrdinalIgnoreCase) && header.Length > BearerPrefix.Length
            ? header[BearerPrefix.Length..]
            : null;
}
