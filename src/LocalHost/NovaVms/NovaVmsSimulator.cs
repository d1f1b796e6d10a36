using System.Collections.Concurrent;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.NovaVms;

/// <summary>
/// Plays the product's own cloud on this machine: a real HTTP server with the API of docs/novavms-api.md.
/// </summary>
public sealed partial class NovaVmsSimulator : IAsyncDisposable
{
    const int MaxCalls = 10_000;

    readonly NovaVmsSimulatorOptions _options;
    readonly NovaVmsApi _api;
    readonly NovaVmsAcrossOrgs _acrossOrgs;
    readonly Faults _faults = new();
    readonly ConcurrentDictionary<string, SimulatedOrg> _orgs = new(StringComparer.Ordinal);
    readonly ConcurrentQueue<string> _calls = [];
    readonly ConcurrentDictionary<string, int> _failing = new(StringComparer.Ordinal);
    LocalServer? _server;

    public NovaVmsSimulator(NovaVmsSimulatorOptions options, TimeProvider? clock = null)
    {
        _options = options;
        clock ??= TimeProvider.System;
        Platform = new SimulatedPlatform(clock);
        _api = new NovaVmsApi(() => _orgs.Values, Platform, options);
        _acrossOrgs = new NovaVmsAcrossOrgs(() => _orgs.Values, options, clock);
        _events = new NovaVmsEventSender(options, clock);
    }

    /// <summary>Its gateways and its ingest.</summary>
    public SimulatedPlatform Platform { get; }

    /// <summary>What belongs into the setting <c>NovaVms__BaseUrl</c>.</summary>
    public Uri Url => _server?.Url ?? throw new InvalidOperationException("NovaVMS's simulator was not started.");

    /// <summary>Path and query of each call, the last <see cref="MaxCalls"/> of them.</summary>
    public IReadOnlyList<string> Calls => [.. _calls];

    public async Task StartAsync() => _server = await LocalServer.StartAsync(
        "NovaVMS's simulator", _options.Port, _options.PortOption, routes => routes.Map("/{**path}", AnswerAsync));

    /// <summary>An org of the same id is changed.</summary>
    public void AddOrg(string id, string name, string ownerEmail, bool allowsImpersonation) =>
        _orgs[id] = new SimulatedOrg(id, name, ownerEmail, allowsImpersonation);

    /// <summary>The next calls are answered with 429.</summary>
    public void Throttle(int times, TimeSpan retryAfter) => _faults.Throttle(times, retryAfter);

    /// <summary>From now on every call is answered with this status; with a path, only those that begin with it.</summary>
    public void FailWith(int status, string path = "/") => _failing[path] = status;

    /// <summary>Well again, whatever it was told to fail with.</summary>
    public void Mend() => _failing.Clear();

    /// <summary>From now on nobody gets an answer.</summary>
    public bool Hangs { get; set; }

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
        while (_calls.Count > MaxCalls)
            _calls.TryDequeue(out _);
        if (Hangs)
            await HangAsync(http.RequestAborted);
        var reply = (_faults.Strike(http.Response) ?? FailureOf(http.Request.Path.Value ?? "/")) is { } status
            ? NovaVmsReply.Refused(status, "Not now.")
            : _acrossOrgs.Answer(http.Request, body) ?? _api.Answer(http.Request);
        await LocalServer.AnswerAsync(http, reply.Status, reply.Body);
    }

    int? FailureOf(string path) => _failing.Where(one => path.StartsWith(one.Key, StringComparison.Ordinal))
        .Select(one => (int?)one.Value).FirstOrDefault();

    // Until the caller gives up.
    static Task HangAsync(CancellationToken givenUp) =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, givenUp).ContinueWith(_ => { }, TaskScheduler.Default);
}
