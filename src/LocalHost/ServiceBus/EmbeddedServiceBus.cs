using System.Net;
using System.Net.Sockets;
using Amqp;
using Amqp.Listener;
using OnCall.LocalHost.Time;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>
/// A Service Bus on this machine: speaks AMQP 1.0 as Azure's does, to the same clients, and lives by a clock that
/// may be a simulated one. Without a journal it forgets everything when it stops.
/// </summary>
public sealed class EmbeddedServiceBus : IAsyncDisposable, IBusy
{
    /// <summary>Some clients open a session for every link.</summary>
    const ushort MaxSessions = 1024;

    const int MaxFrameBytes = 64 * 1024;

    static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(2);

    readonly EmbeddedServiceBusOptions _options;
    readonly TimeProvider _clock;
    readonly BrokerActor _actor;
    readonly Broker _broker;
    readonly ContainerHost _host;

    EmbeddedServiceBus(EmbeddedServiceBusOptions options, TimeProvider clock, ILogger logger)
    {
        (_options, _clock, Port) = (options, clock, Unshared(options.Port));
        _actor = new(logger);
        _broker = new(options, clock, _actor);
        _host = HostOn(Port);
        _host.Open();
    }

    public int Port { get; }

    /// <summary>For clients: the production client, and every other that knows <c>UseDevelopmentEmulator</c>.</summary>
    public string ConnectionString =>
        $"Endpoint=sb://127.0.0.1:{Port};SharedAccessKeyName={_options.KeyName};"
        + $"SharedAccessKey={_options.Key};UseDevelopmentEmulator=true";

    /// <summary>Messages to deliver or being worked on, and what the broker has not got round to.</summary>
    public int UnderWay => _actor.Waiting + _actor.Look(() => _broker.UnderWay(_clock.GetUtcNow()));

    /// <exception cref="LocalHostException">The port is taken, or the journal cannot be used.</exception>
    public static EmbeddedServiceBus Start(
        EmbeddedServiceBusOptions options, TimeProvider clock, ILogger<EmbeddedServiceBus> logger) =>
        new(options, clock, logger);

    /// <summary>What a queue holds at this moment.</summary>
    /// <exception cref="KeyNotFoundException">There is no such queue.</exception>
    public QueueView Queue(string name) => _actor.Look(() =>
    {
        var queue = _broker.QueueOf(name);
        var deadLetters = _broker.QueueOf($"{name}/{EntityPath.DeadLetters}");
        return new QueueView(
            [.. queue.Active], [.. queue.Scheduled], [.. queue.Locked], [.. queue.Deferred], [.. deadLetters.Active]);
    });

    public async ValueTask DisposeAsync()
    {
        _host.Close();
        await _actor.DisposeAsync();
        _broker.Dispose();
    }

    ContainerHost HostOn(int port)
    {
        // The number, not the name: for "localhost" the library would listen on every address of the machine.
        var host = new ContainerHost(new Address("127.0.0.1", port, null, null, "/", "amqp"));
        var listener = host.Listeners[0];
        foreach (var mechanism in HeldBackSasl.Mechanisms)
            listener.SASL.EnableMechanism(mechanism, new HeldBackSasl(mechanism));
        listener.AMQP.MaxSessionsPerConnection = MaxSessions;
        listener.AMQP.MaxFrameSize = MaxFrameBytes;
        listener.AMQP.IdleTimeout = (int)IdleTimeout.TotalMilliseconds;
        listener.HandlerFactory = _ => new ConnectionEvents(_broker.Opened);
        host.RegisterLinkProcessor(_broker);
        return host;
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
