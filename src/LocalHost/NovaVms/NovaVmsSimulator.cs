using System.Collections.Concurrent;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.NovaVms;

/// <summary>
/// Plays the product's own cloud on this machine: a real HTTP server with the API of docs/novavms-api.md.
/// </summary>
public sealed partial class NovaVmsSimulator : IAsyncDisposable
{
    readonly NovaVmsSimulatorOptions _options;
    readonly NovaVmsApi _api;
    readonly NovaVmsPlatform _platform;
    readonly Faults _faults = new();
    readonly ConcurrentDictionary<string, SimulatedOrg> _orgs = new(StringComparer.Ordinal);
    readonly ConcurrentQueue<string> _calls = [];
    LocalServer? _server;

    public NovaVmsSimulator(NovaVmsSimulatorOptions options)
    {
        _options = options;
        _api = new NovaVmsApi(() => _orgs.Values, options);
        _platform = new NovaVmsPlatform(() => _orgs.Values, options);
        _events = new NovaVmsEventSender(options);
    }

    /// <summary>What belongs into the setting <c>NovaVms__BaseUrl</c>.</summary>
    public Uri Url => _server?.Url ?? throw new InvalidOperationException("NovaVMS's simulator was not started.");

    /// <summary>Path and query of each call.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    public async Task StartAsync() => _server = await LocalServer.StartAsync(
        "NovaVMS's simulator", _options.Port, _options.PortOption, routes => routes.Map("/{**path}", AnswerAsync));

    /// <summary>An org of the same id is changed.</summary>
    public void AddOrg(string id, string name, string ownerEmail, bool allowsImpersonation) =>
        _orgs[id] = new SimulatedOrg(id, name, ownerEmail, allowsImpersonation);

    /// <summary>The next calls are answered with 429.</summary>
    public void Throttle(int times, TimeSpan retryAfter) => _faults.Throttle(times, retryAfter);

    public void GoDown() => _faults.Down = true;

    public void ComeBack() => _faults.Down = false;

    public async ValueTask DisposeAsync()
    {
        await _events.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    async Task AnswerAsync(HttpContext http)
    {
        var body = await LocalServer.BodyOf(http.Request);
        _calls.Enqueue($"{http.Request.Path}{http.Request.QueryString}");
        var reply = _faults.Strike(http.Response) is { } status
            ? NovaVmsReply.Refused(status, "Not now.")
            : _platform.Answer(http.Request, body) ?? _api.Answer(http.Request);
        await LocalServer.AnswerAsync(http, reply.Status, reply.Body);
    }
}
