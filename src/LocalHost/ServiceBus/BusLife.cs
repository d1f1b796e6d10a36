using Amqp;
using Amqp.Listener;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>The broker and its port, from one start to the next stop or crash.</summary>
sealed class BusLife : IAsyncDisposable
{
    /// <summary>Some clients open a session for every link.</summary>
    const ushort MaxSessions = 1024;

    const int MaxFrameBytes = 64 * 1024;

    static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(2);

    readonly OpenTransports _transports = new();
    readonly BrokerActor _actor;
    readonly ContainerHost _host;

    public BusLife(EmbeddedServiceBusOptions options, int port, TimeProvider clock, ILogger logger)
    {
        _actor = new(logger);
        Broker = new(options, clock, _actor);
        _host = HostOn(port);
        _host.Open();
    }

    public Broker Broker { get; }

    /// <summary>What the broker has not got round to.</summary>
    public int Waiting => _actor.Waiting;

    public T Look<T>(Func<Broker, T> look) => _actor.Look(() => look(Broker));

    public async ValueTask DisposeAsync()
    {
        _host.Close();
        await _actor.DisposeAsync();
        Broker.Dispose();
    }

    /// <summary>As a program that is killed: what is not in the journal is gone, and nobody hears of it.</summary>
    public async Task CrashAsync()
    {
        _transports.Cut();
        _actor.Abort();
        _host.Close();
        await _actor.DisposeAsync();
        Broker.Dispose();
    }

    ContainerHost HostOn(int port)
    {
        // The number, not the name: for "localhost" the library would listen on every address of the machine.
        var host = new ContainerHost(new Address("127.0.0.1", port, null, null, "/", "amqp"));
        var listener = host.Listeners[0];
        foreach (var mechanism in HeldBackSasl.Mechanisms)
            listener.SASL.EnableMechanism(mechanism, new HeldBackSasl(mechanism, _transports));
        listener.AMQP.MaxSessionsPerConnection = MaxSessions;
        listener.AMQP.MaxFrameSize = MaxFrameBytes;
        listener.AMQP.IdleTimeout = (int)IdleTimeout.TotalMilliseconds;
        listener.HandlerFactory = _ => new ConnectionEvents(Broker.Opened);
        host.RegisterLinkProcessor(Broker);
        return host;
    }
}
