using System.Collections.Concurrent;
using Amqp;
using OnCall.Adapters.ServiceBus;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>
/// Receives from a queue until it is disposed, and attaches again by itself after a loss. What becomes of a message
/// the handler says; when it throws, the message is abandoned. A message that is released makes a pause: no others
/// are taken until it is time again.
/// </summary>
public sealed partial class ServiceBusReceiver : IAsyncDisposable
{
    /// <summary>How long handlers may go on after the stop; later their messages come again.</summary>
    static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>After a release, as what stands in the way may not be known to everybody yet.</summary>
    static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(20);

    readonly ServiceBusConnection _connection;
    readonly string _queue;
    readonly int _credit;
    readonly Func<ReceivedMessage, CancellationToken, Task<Settlement>> _handleAsync;
    readonly Func<CancellationToken, Task> _readyAsync;
    readonly ILogger _logger;
    readonly CancellationTokenSource _stop = new();
    readonly ConcurrentDictionary<Task, bool> _running = new();
    readonly Task _receiving;

    /// <param name="source">Where from, and how many messages at a time.</param>
    /// <param name="readyAsync">Returns when it is time for messages again; asked after one was released.</param>
    public ServiceBusReceiver(
        ServiceBusConnection connection, (string Queue, int Credit) source,
        Func<ReceivedMessage, CancellationToken, Task<Settlement>> handleAsync,
        Func<CancellationToken, Task> readyAsync, ILogger<ServiceBusReceiver> logger)
    {
        (_connection, (_queue, _credit), _logger) = (connection, source, logger);
        (_handleAsync, _readyAsync) = (handleAsync, readyAsync);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_credit);
        _receiving = Task.Run(ReceiveAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _receiving;
        _stop.Dispose();
    }

    async Task ReceiveAsync()
    {
        var pause = FirstPause;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await ReceiveUntilLostAsync();
                pause = FirstPause;
            }
            catch (Exception exception) when (exception is ServiceBusException or AmqpException)
            {
                LogCannotReceive(exception, _queue, pause);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                // We stop, or the connection was closed for good.
                break;
            }

            await Task.Delay(pause, TimeProvider.System, _stop.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    async Task ReceiveUntilLostAsync()
    {
        var link = await _connection.AttachReceiverAsync(_queue, _stop.Token);
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        link.AddClosedCallback((_, _) => lost.TrySetResult());
        var credit = new ReceiverCredit(link);
        // Before the credit: a message that finds no callback would wait for somebody to ask for it.
        link.Start(0, (_, message) => Start(link, message, credit));
        credit.Add(_credit);
        await using var stopping = _stop.Token.Register(() => lost.TrySetResult());
        await lost.Task;
        if (_stop.IsCancellationRequested)
            await StopAsync(link);
    }

    // Handlers that are done in time can still settle, so the link is closed after them.
    async Task StopAsync(ReceiverLink link)
    {
        await Task.WhenAll(_running.Keys).WaitAsync(StopWithin).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await link.CloseAsync(StopWithin, null);
        }
        catch (Exception exception) when (exception is AmqpException or TimeoutException)
        {
            // It was lost in the meantime.
        }
    }

    void Start(ReceiverLink link, Message message, ReceiverCredit credit)
    {
        var task = Task.Run(() => HandleAsync(link, message, credit));
        _running[task] = true;
        task.ContinueWith(done => _running.TryRemove(done, out _), TaskScheduler.Default);
    }

    async Task HandleAsync(ReceiverLink link, Message message, ReceiverCredit credit)
    {
        var settlement = Settlement.Abandon;
        try
        {
            if (!_stop.IsCancellationRequested)
                settlement = await _handleAsync(ReceivedMessage.From(message), _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopping is not the message's fault.
        }
        catch (Exception exception)
        {
            LogFailed(exception, _queue);
        }

        // No more is granted before the message goes back, or it would be the next to come.
        var isPauseBegun = settlement == Settlement.Release && credit.TryPause();
        // Given back while we stop, it would come straight back to us and use up its tries: its lock runs out instead.
        if (settlement == Settlement.Complete || !_stop.IsCancellationRequested)
            Settle(link, message, settlement);
        credit.Add(1);
        if (isPauseBegun)
            await PauseAsync(credit);
    }

    async Task PauseAsync(ReceiverCredit credit)
    {
        try
        {
            await Task.Delay(ShortestRest, TimeProvider.System, _stop.Token);
            await _readyAsync(_stop.Token);
            credit.Resume();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // No more is to come.
        }
    }

    static void Settle(ReceiverLink link, Message message, Settlement settlement)
    {
        try
        {
            switch (settlement)
            {
                case Settlement.Complete:
                    link.Accept(message);
                    break;
                case Settlement.Abandon:
                    link.Modify(message, deliveryFailed: true);
                    break;
                case Settlement.Release:
                    link.Release(message);
                    break;
            }
        }
        catch (AmqpException)
        {
            // The link is gone: the lock runs out, and the message comes again.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Cannot receive from {Queue}; trying again in {Pause}")]
    partial void LogCannotReceive(Exception exception, string queue, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A message from {Queue} was not handled and comes again")]
    partial void LogFailed(Exception exception, string queue);
}
