using System.Net;
using System.Net.Sockets;
using OnCall.LocalHost.Time;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>
/// A Service Bus on this machine: speaks AMQP 1.0 as Azure's does, to the same clients, and lives by a clock that
/// may be a simulated one. Without a journal it forgets everything when it stops.
/// </summary>
public sealed class EmbeddedServiceBus : IAsyncDisposable, IBusy
{
    readonly EmbeddedServiceBusOptions _options;
    readonly TimeProvider _clock;
    readonly ILogger _logger;
    BusLife? _life;

    EmbeddedServiceBus(EmbeddedServiceBusOptions options, TimeProvider clock, ILogger logger)
    {
        (_options, _clock, _logger, Port) = (options, clock, logger, Unshared(options.Port));
        _life = new(_options, Port, _clock, _logger);
    }

    public int Port { get; }

    /// <summary>For clients: the production client, and every other that knows <c>UseDevelopmentEmulator</c>.</summary>
    public string ConnectionString =>
        $"Endpoint=sb://127.0.0.1:{Port};SharedAccessKeyName={_options.KeyName};"
        + $"SharedAccessKey={_options.Key};UseDevelopmentEmulator=true";

    /// <summary>Messages to deliver or being worked on, and what the broker has not got round to.</summary>
    public int UnderWay => Volatile.Read(ref _life) is { } life
        ? life.Waiting + life.Look(broker => broker.UnderWay(_clock.GetUtcNow()))
        : 0;

    /// <exception cref="LocalHostException">The port is taken, or the journal cannot be used.</exception>
    public static EmbeddedServiceBus Start(
        EmbeddedServiceBusOptions options, TimeProvider clock, ILogger<EmbeddedServiceBus> logger) =>
        new(options, clock, logger);

    /// <summary>What a queue holds at this moment.</summary>
    /// <exception cref="KeyNotFoundException">There is no such queue.</exception>
    /// <exception cref="InvalidOperationException">It has crashed.</exception>
    public QueueView Queue(string name) => (_life ?? throw new InvalidOperationException("The bus is down.")).Look(broker =>
    {
        var queue = broker.QueueOf(name);
        var deadLetters = broker.QueueOf($"{name}/{EntityPath.DeadLetters}");
        return new QueueView(
            [.. queue.Active], [.. queue.Scheduled], [.. queue.Locked], [.. queue.Deferred], [.. deadLetters.Active]);
    });

    /// <summary>As a program that is killed: connections drop, and what is not in the journal is gone.</summary>
    public async Task CrashAsync()
    {
        if (Interlocked.Exchange(ref _life, null) is { } life)
            await life.CrashAsync();
    }

    /// <summary>After a crash: on the same port, with what the journal holds.</summary>
    /// <exception cref="LocalHostException">The port is taken, or the journal cannot be used.</exception>
    public void StartAgain() => _life ??= new(_options, Unshared(Port), _clock, _logger);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _life, null) is { } life)
            await life.DisposeAsync();
    }

    // The library shares a port that somebody listens on already, and nobody would know who gets which client.
    static int Unshared(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
        catch (SocketException exception)
        {
            throw new LocalHostException(
                $"The embedded Service Bus cannot listen on 127.0.0.1:{port} ({exception.SocketErrorCode}). Stop what "
                + $"listens there, or give another port in {nameof(EmbeddedServiceBusOptions)} "
                + $"({EmbeddedServiceBusOptions.AnyFreePort} takes any free one).");
        }
    }
}

/// <summary>What a queue held at one moment.</summary>
public sealed record QueueView(
    IReadOnlyList<StoredMessage> Active,
    IReadOnlyList<StoredMessage> Scheduled,
    IReadOnlyList<StoredMessage> Locked,
    IReadOnlyList<StoredMessage> Deferred,
    IReadOnlyList<StoredMessage> DeadLettered);
