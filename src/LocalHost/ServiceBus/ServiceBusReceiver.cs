using System.Collections.Concurrent;
using Amqp;
using OnCall.Adapters.ServiceBus;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>
/// Receives from a queue until it is disposed, and attaches again by itself after a loss. A message is complete
/// when the handler says true, and comes again when it says false or throws.
/// </summary>
public sealed partial class ServiceBusReceiver : IAsyncDisposable
{
    /// <summary>How long handlers may go on after the stop; later their messages come again.</summary>
    static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(10);
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    readonly ServiceBusConnection _connection;
    readonly string _queue;
    readonly int _credit;
    readonly Func<ReceivedMessage, CancellationToken, Task<bool>> _handleAsync;
    readonly ILogger _logger;
    readonly CancellationTokenSource _stop = new();
    readonly ConcurrentDictionary<Task, bool> _running = new();
    readonly Task _receiving;

    /// <param name="credit">How many messages are handled at a time.</param>
    public ServiceBusReceiver(
        ServiceBusConnection connection, string queue, int credit,
        Func<ReceivedMessage, CancellationToken, Task<bool>> handleAsync, ILogger<ServiceBusReceiver> logger)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(credit);
        (_connection, _queue, _credit, _handleAsync, _logger) = (connection, queue, credit, handleAsync, logger);
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
        link.Start(_credit, (_, message) => Start(link, message));
        // Credit comes back with every settled message; by default half of it would have to gather first, and
        // a few slow handlers would keep the rest idle.
        link.SetCredit(_credit, CreditMode.Auto, flowThreshold: 1);
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

    void Start(ReceiverLink link, Message message)
    {
        var task = Task.Run(() => HandleAsync(link, message));
        _running[task] = true;
        task.ContinueWith(done => _running.TryRemove(done, out _), TaskScheduler.Default);
    }

    async Task HandleAsync(ReceiverLink link, Message message)
    {
        var isDone = false;
        try
        {
            isDone = !_stop.IsCancellationRequested && await _handleAsync(ReceivedMessage.From(message), _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopping is not the message's fault.
        }
        catch (Exception exception)
        {
            LogFailed(exception, _queue);
        }

        // Given back while we stop, it would come straight back to us and use up its tries: its lock runs out instead.
        if (isDone || !_stop.IsCancellationRequested)
            Settle(link, message, isDone);
    }

    static void Settle(ReceiverLink link, Message message, bool isDone)
    {
        try
        {
            if (isDone)
                link.Accept(message);
            else
                link.Modify(message, deliveryFailed: true);
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
