using Amqp;
using Amqp.Framing;
using Amqp.Listener;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>A sender's link to a queue.</summary>
sealed class QueueTarget(QueueNode node, TimeProvider clock, Action<Action> post) : LinkEndpoint
{
    public override void OnMessage(MessageContext messageContext)
    {
        var (link, message) = (messageContext.Link, messageContext.Message);
        try
        {
            var incoming = AmqpMessages.Incoming(message);
            post(() => Take(link, message, incoming));
        }
        catch (AmqpException exception)
        {
            post(() => link.DisposeMessage(message, new Rejected { Error = exception.Error }, settled: true));
        }
    }

    public override void OnFlow(FlowContext flowContext)
    {
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
    }

    // Answered last: when the sender knows, the timer for a scheduled message is set.
    void Take(ListenerLink link, Message message, IReadOnlyList<IncomingMessage> incoming)
    {
        foreach (var one in incoming)
            node.Queue.Enqueue(one, clock.GetUtcNow());
        node.Changed();
        link.DisposeMessage(message, new Accepted(), settled: true);
    }
}
