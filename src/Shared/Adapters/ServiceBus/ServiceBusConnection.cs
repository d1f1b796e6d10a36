using Amqp;
using Microsoft.Extensions.Logging;

namespace OnCall.Adapters.ServiceBus;

/// <summary>
/// The way to the bus: opened when first needed, authorized, kept authorized, and built anew after a loss.
/// Links do not survive a loss; who holds one attaches again.
/// </summary>
/// <param name="clock">Tokens live by it. Waits for the network go by the machine's own time.</param>
public sealed class ServiceBusConnection(
    ServiceBusSettings settings, TimeProvider clock, ILogger<ServiceBusConnection> logger) : IAsyncDisposable
{
    readonly Kept<OpenConnection> _open = new(
        () => OpenConnection.OpenAsync(settings, clock, logger), connection => connection.IsOpen);

    /// <exception cref="ServiceBusException">There is no such queue, no permission, or no way to the bus.</exception>
    public Task<SenderLink> AttachSenderAsync(string queue, CancellationToken cancellation) =>
        AttachAsync(open => open.AttachSenderAsync(queue), cancellation);

    /// <summary>Peek-lock, and no credit yet: the caller sets it.</summary>
    /// <exception cref="ServiceBusException">There is no such queue, no permission, or no way to the bus.</exception>
    public Task<ReceiverLink> AttachReceiverAsync(string queue, CancellationToken cancellation) =>
        AttachAsync(open => open.AttachReceiverAsync(queue), cancellation);

    /// <summary>A call on this link failed in a way that puts the whole connection in doubt: gives it up.</summary>
    public async Task DoubtAsync(Link link)
    {
        if (_open.Current is { } open && open.Owns(link))
            await GiveUpAsync(open);
    }

    public async ValueTask DisposeAsync()
    {
        if (_open.Close() is not { } opening)
            return;
        try
        {
            await using var open = await opening;
        }
        catch (ServiceBusException)
        {
            // It never opened: there is nothing to close.
        }
    }

    async Task<TLink> AttachAsync<TLink>(Func<OpenConnection, Task<TLink>> attachAsync, CancellationToken cancellation)
    {
        var open = await _open.GetAsync(cancellation);
        try
        {
            return await attachAsync(open).WaitAsync(cancellation);
        }
        catch (Exception exception) when (exception is ServiceBusException or AmqpException)
        {
            var failure = ServiceBusException.From("Attaching", exception);
            if (failure.IsTransient)
                await GiveUpAsync(open);
            throw failure;
        }
    }

    async Task GiveUpAsync(OpenConnection open)
    {
        if (_open.Forget(open))
            await open.DisposeAsync();
    }
}
