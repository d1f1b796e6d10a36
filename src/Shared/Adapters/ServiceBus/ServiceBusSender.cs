using Amqp;
using Amqp.Framing;

namespace OnCall.Adapters.ServiceBus;

/// <summary>Sends to one queue. Sends do not wait for one another: any number may be under way.</summary>
sealed class ServiceBusSender(ServiceBusConnection connection, string queue) : IAsyncDisposable
{
    readonly Kept<SenderLink> _link = new(
        () => connection.AttachSenderAsync(queue, CancellationToken.None), link => !link.IsClosed);

    /// <summary>Returns when we are connected and may send; throws what stands against it.</summary>
    public Task OpenAsync(CancellationToken cancellation) => _link.GetAsync(cancellation);

    /// <param name="create">
    /// Called once a try, with the same message id each time: a send that failed on its way may have arrived.
    /// </param>
    /// <exception cref="ServiceBusException">The bus did not take the message.</exception>
    public async Task SendAsync(Func<Message> create, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var link = await _link.GetAsync(cancellation);
                await SendAsync(link, create(), cancellation);
                return;
            }
            catch (ServiceBusException exception)
                when (exception.IsTransient && attempt < ServiceBusLimits.SendAttempts)
            {
                // The link is given up already: the next round gets a fresh one.
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_link.Close() is not { IsCompletedSuccessfully: true } opening || opening.Result.IsClosed)
            return;
        try
        {
            await opening.Result.CloseAsync(ServiceBusLimits.CloseWithin, null);
        }
        catch (Exception exception) when (exception is AmqpException or TimeoutException)
        {
            // It was lost already.
        }
    }

    async Task SendAsync(SenderLink link, Message message, CancellationToken cancellation)
    {
        var doing = $"Sending to {queue}";
        try
        {
            var taken = new TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously);
            link.Send(message, static (_, _, outcome, taken) =>
                ((TaskCompletionSource<Outcome>)taken!).TrySetResult(outcome), taken);
            var outcome = await taken.Task.WaitAsync(ServiceBusLimits.SendWithin, cancellation);
            if (outcome is not Accepted)
                throw ServiceBusException.From(doing, (outcome as Rejected)?.Error);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The link had been let in, so even a missing permission only says that its token ran out.
            var failure = ServiceBusException.From(doing, exception).OnAttachedLink();
            if (failure.IsTransient && _link.Forget(link))
                await connection.DoubtAsync(link);
            throw failure;
        }
    }
}
