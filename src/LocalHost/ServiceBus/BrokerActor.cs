using System.Threading.Channels;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>
/// Everything the broker does happens here, one job after the other. The AMQP library calls back under its
/// links' locks, so a callback only posts: it never waits for the broker, and nothing can deadlock.
/// Jobs are done in rounds: all that wait, then the end of the round, which keeps what they changed once for all
/// of them, and then their answers.
/// </summary>
sealed partial class BrokerActor(ILogger logger) : IAsyncDisposable
{
    /// <summary>So that the first of a flood is answered before the last was looked at.</summary>
    const int MaxJobsOfRound = 500;

    readonly Channel<Action> _jobs = Channel.CreateUnbounded<Action>(new() { SingleReader = true });
    readonly Queue<Action> _answers = new();
    readonly Lock _state = new();
    Task _loop = Task.CompletedTask;
    int _waiting;
    volatile bool _isAborted;

    /// <summary>Jobs that are posted and not yet done.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <param name="endRound">When it fails, the answers wait for the next round.</param>
    public void Start(Action endRound) => _loop = Task.Run(() => RunAsync(endRound));

    public void Post(Action job)
    {
        Interlocked.Increment(ref _waiting);
        if (!_jobs.Writer.TryWrite(job))
            Interlocked.Decrement(ref _waiting);
    }

    /// <summary>Called by a job: to be done when all that it changed is kept.</summary>
    public void Answer(Action answer) => _answers.Enqueue(answer);

    /// <summary>Looks at the state between two rounds, from any thread that holds no lock of the AMQP library.</summary>
    public T Look<T>(Func<T> look)
    {
        lock (_state)
            return look();
    }

    /// <summary>Nothing more is done: what the round under way changed is neither kept nor answered.</summary>
    public void Abort() => _isAborted = true;

    public async ValueTask DisposeAsync()
    {
        _jobs.Writer.TryComplete();
        await _loop;
    }

    async Task RunAsync(Action endRound)
    {
        while (await _jobs.Reader.WaitToReadAsync() && !_isAborted)
        {
            lock (_state)
                Interlocked.Add(ref _waiting, -RunRound(endRound));
        }
    }

    int RunRound(Action endRound)
    {
        var done = 0;
        for (; done < MaxJobsOfRound && _jobs.Reader.TryRead(out var job); done++)
            TryRun(job);
        if (_isAborted || !TryRun(endRound))
            return done;
        while (_answers.TryDequeue(out var answer))
            TryRun(answer);
        return done;
    }

    bool TryRun(Action job)
    {
        try
        {
            job();
            return true;
        }
        catch (Exception exception)
        {
            // One client's broken link must not stop the broker for the others.
            LogFailed(exception);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The embedded Service Bus could not finish a job")]
    partial void LogFailed(Exception exception);
}
