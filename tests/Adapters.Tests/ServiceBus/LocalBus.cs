using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using OnCall.Adapters.ServiceBus;
using OnCall.Engine.Streams;
using OnCall.Engine.Wakeups;
using OnCall.LocalHost.ServiceBus;
using OnCall.LocalHost.Time;

namespace OnCall.Adapters.Tests.ServiceBus;

/// <summary>An embedded bus on a clock that stands still, and the production client connected to it.</summary>
sealed class LocalBus : IAsyncDisposable
{
    public const string Queue = ServiceBusWakeups.Queue;
    public const string DeadLetters = Queue + "/$deadletterqueue";
    public const int MaxDeliveryCount = 3;

    public static readonly TimeSpan LockDuration = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan IoLimit = TimeSpan.FromSeconds(30);
    public static readonly DateTimeOffset Start = new(2026, 3, 30, 8, 0, 0, TimeSpan.Zero);

    readonly string? _journalFile;

    /// <param name="journalFile">Null keeps nothing when the broker stops.</param>
    public LocalBus(string? journalFile = null)
    {
        _journalFile = journalFile;
        Broker = StartBroker(EmbeddedServiceBusOptions.AnyFreePort);
        Connection = Connect(Broker.ConnectionString);
        Wakeups = new(Connection, Clock);
    }

    public SimulatedClock Clock { get; } = new(Start);

    public EmbeddedServiceBus Broker { get; private set; }

    public ServiceBusConnection Connection { get; }

    public ServiceBusWakeups Wakeups { get; }

    public QueueView Held => Broker.Queue(Queue);

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Wakeup Knock(long version, DateTimeOffset due) =>
        new(new ProcessId("incident-PGR0VU2"), version, due, Start);

    public ServiceBusConnection Connect(string connectionString) =>
        Connect(ServiceBusConnectionString.Parse(connectionString));

    public ServiceBusConnection Connect(ServiceBusSettings settings, TimeProvider? clock = null) =>
        new(settings, clock ?? Clock, NullLogger<ServiceBusConnection>.Instance);

    public Inbox Receive(
        string queue = Queue, int credit = 10, Func<ReceivedMessage, Task<bool>>? handleAsync = null) =>
        new(Connection, (queue, credit), Settling(handleAsync ?? (_ => Task.FromResult(true))), _ => Task.CompletedTask);

    /// <summary>A receiver whose handler may be away.</summary>
    public Inbox Receive(
        int credit, Func<ReceivedMessage, Task<Settlement>> settleAsync, Func<CancellationToken, Task> readyAsync) =>
        new(Connection, (Queue, credit), settleAsync, readyAsync);

    public Task SendAsync(long version, DateTimeOffset? due = null) =>
        Wakeups.SendAsync(Knock(version, due ?? Clock.GetUtcNow()), Cancellation);

    public async Task StopBrokerAsync() => await Broker.DisposeAsync();

    public void StartBrokerAgain() => Broker = StartBroker(Broker.Port);

    /// <summary>For what the broker does by itself after the wire was served; of the machine's time.</summary>
    public static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(IoLimit);
        while (!holds())
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, limit.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Wakeups.DisposeAsync();
        await Connection.DisposeAsync();
        await Broker.DisposeAsync();
    }

    static Func<ReceivedMessage, Task<Settlement>> Settling(Func<ReceivedMessage, Task<bool>> handleAsync) =>
        async message => await handleAsync(message) ? Settlement.Complete : Settlement.Abandon;

    EmbeddedServiceBus StartBroker(int port) => EmbeddedServiceBus.Start(
        new([new(Queue) { LockDuration = LockDuration, MaxDeliveryCount = MaxDeliveryCount }])
        {
            Port = port,
            JournalFile = _journalFile,
        },
        Clock, NullLogger<EmbeddedServiceBus>.Instance);
}

/// <summary>A receiver, and what it got in the order of arrival.</summary>
sealed class Inbox : IAsyncDisposable
{
    readonly Channel<ReceivedMessage> _arrived = Channel.CreateUnbounded<ReceivedMessage>();
    readonly ServiceBusReceiver _receiver;

    public Inbox(
        ServiceBusConnection connection, (string Queue, int Credit) source,
        Func<ReceivedMessage, Task<Settlement>> settleAsync, Func<CancellationToken, Task> readyAsync) =>
        _receiver = new(connection, source,
            (message, _) =>
            {
                _arrived.Writer.TryWrite(message);
                return settleAsync(message);
            },
            readyAsync,
            NullLogger<ServiceBusReceiver>.Instance);

    public int Waiting => _arrived.Reader.Count;

    public async Task<ReceivedMessage> NextAsync() =>
        await _arrived.Reader.ReadAsync(LocalBus.Cancellation).AsTask().WaitAsync(LocalBus.IoLimit);

    public async Task<long> NextVersionAsync() => WakeupMessage.Read((await NextAsync()).Body.Span).Version;

    public ValueTask DisposeAsync() => _receiver.DisposeAsync();
}
