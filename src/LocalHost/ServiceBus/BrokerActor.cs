using System.Threading.Channels;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>
/// Everything the broker does happens here, one job after the other. The AMQP library calls back under its
/// links' locks, so a callback only posts: it never waits for the broker, and nothing can deadlock.
/// </summary>
sealed partial class BrokerActor : IAsyncDisposable
{
    readonly Channel<Action> _jobs = Channel.CreateUnbounded<Action>(new() { SingleReader = true });
    readonly Lock _state = new();
    readonly ILogger _logger;
    readonly Task _loop;
    int _waiting;

    public BrokerActor(ILogger logger)
    {
        _logger = logger;
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Jobs that are posted and not yet done.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public void Post(Action job)
    {
        Interlocked.Increment(ref _waiting);
        if (!_jobs.Writer.TryWrite(job))
            Interlocked.Decrement(ref _waiting);
    }

    /// <summary>Looks at the state between two jobs, from any thread that holds no lock of the AMQP library.</summary>
    public T Look<T>(Func<T> look)
    {
        lock (_state)
            return look();
    }

    public async ValueTask DisposeAsync()
    {
        _jobs.Writer.TryComplete();
        await _loop;
    }

    async Task RunAsync()
    {
        await foreach (var job in _jobs.Reader.ReadAllAsync())
        {
            Run(job);
            Interlocked.Decrement(ref _waiting);
        }
    }

    void Run(Action job)
    {
        try
        {
            lock (_state)
                job();
        }
        catch (Exception exception)
        {
            // One client's broken link must not stop the broker for the others.
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The embedded Service Bus could not finish a job")]
    partial void LogFailed(Exception exception);
}
