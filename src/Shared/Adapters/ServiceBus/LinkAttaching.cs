using Amqp;
using Amqp.Framing;

namespace OnCall.Adapters.ServiceBus;

/// <summary>Attaches and waits for the answer: the library itself tells of a refusal only at the first use.</summary>
static class LinkAttaching
{
    public static Task<SenderLink> AttachSenderAsync(Session session, string address)
    {
        var name = NameFor(address);
        var attach = new Attach { Source = new Source { Address = name }, Target = new Target { Address = address } };
        return AttachAsync(address, onAttached => new SenderLink(session, name, attach, onAttached));
    }

    public static Task<ReceiverLink> AttachReceiverAsync(Session session, string address)
    {
        var name = NameFor(address);
        // Peek-lock: sent unsettled, and settled by us.
        var attach = new Attach
        {
            Source = new Source { Address = address },
            Target = new Target { Address = name },
            SndSettleMode = SenderSettleMode.Unsettled,
            RcvSettleMode = ReceiverSettleMode.Second,
        };
        return AttachAsync(address, onAttached => new ReceiverLink(session, name, attach, onAttached));
    }

    static string NameFor(string address) => $"{address}-{Guid.NewGuid():N}";

    static async Task<TLink> AttachAsync<TLink>(string address, Func<OnAttached, TLink> create) where TLink : Link
    {
        var doing = $"Attaching to {address}";
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // A refusal comes as an attach without a source or target, and then a detach that says why.
        var link = create((_, attach) =>
        {
            if (attach is { Source: not null, Target: not null })
                answered.TrySetResult();
        });
        link.AddClosedCallback((_, error) => answered.TrySetException(ServiceBusException.From(doing, error)));
        try
        {
            await answered.Task.WaitAsync(ServiceBusLimits.AttachWithin);
            return link;
        }
        catch (TimeoutException exception)
        {
            link.Close(TimeSpan.Zero, null);
            throw ServiceBusException.From(doing, exception);
        }
    }
}
