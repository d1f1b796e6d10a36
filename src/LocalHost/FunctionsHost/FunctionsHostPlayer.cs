using OnCall.LocalHost.Time;

namespace OnCall.LocalHost.FunctionsHost;

/// <summary>
/// Plays the Azure Functions host for one app: reads the same declarations, speaks the same protocol to the same
/// handler, and judges its answers by the same rules.
/// </summary>
public sealed partial class FunctionsHostPlayer : IAsyncDisposable, IBusy
{
    readonly UnderWayCount _underWay = new();

    // In the order in which they started; they stop in reverse.
    readonly Stack<IAsyncDisposable> _parts = [];
    readonly FunctionsHostSetup _setup;
    readonly HandlerClient _client;
    readonly ILogger<FunctionsHostPlayer> _logger;

    FunctionsHostPlayer(FunctionsHostSetup setup)
    {
        _setup = setup;
        _client = new HandlerClient(setup.Handler, setup.Folder.Host.FunctionTimeout);
        _logger = setup.Loggers.CreateLogger<FunctionsHostPlayer>();
    }

    /// <summary>Returns when every function may be triggered. The handler should be up before.</summary>
    public static async Task<FunctionsHostPlayer> StartAsync(FunctionsHostSetup setup, CancellationToken cancellation)
    {
        var player = new FunctionsHostPlayer(setup);
        try
        {
            await player.StartPartsAsync(cancellation);
            return player;
        }
        catch
        {
            await player.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where the HTTP functions answer.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public int UnderWay => _underWay.Value;

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
            await part.DisposeAsync();
        _client.Dispose();
    }

    async Task StartPartsAsync(CancellationToken cancellation)
    {
        var forwarding = new HttpForwarding(_client, _underWay, _setup.Loggers.CreateLogger<HttpForwarding>());
        var front = await HttpFront.StartAsync(_setup, forwarding, cancellation);
        _parts.Push(front);
        Address = new Uri(front.Urls.Single());

        var invocations = new Invocations(_client, _setup.Loggers.CreateLogger<Invocations>());
        foreach (var function in _setup.Folder.Functions)
        {
            if (await StartAsync(function, invocations, cancellation) is { } part)
                _parts.Push(part);
            LogListens(function.Name, function);
        }
    }

    async Task<IAsyncDisposable?> StartAsync(
        FunctionDeclaration function, Invocations invocations, CancellationToken cancellation) => function switch
        {
            FunctionDeclaration.OnTimer timer => new TimerFunction(
                timer, invocations, _underWay, _setup.Clock, _setup.Loggers.CreateLogger<TimerFunction>()),
            FunctionDeclaration.OnMessages queue => await new QueueFunction(queue, invocations, _underWay, _setup)
                .ListenAsync(Messages(queue), cancellation),
            // The server listens for them already.
            _ => null,
        };

    IQueueMessages Messages(FunctionDeclaration.OnMessages queue) => _setup.Messages
        ?? throw new LocalHostException($"{queue.Name} listens on the queue {queue.Queue}, but no bus was given.");

    [LoggerMessage(Level = LogLevel.Information, Message = "{Function} listens: {Declaration}")]
    partial void LogListens(string function, FunctionDeclaration declaration);
}
