using Amqp;
using Amqp.Framing;
using Amqp.Listener;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>A sender's link to a queue.</summary>
sealed class QueueTarget(QueueNode node, TimeProvider clock, int maxMessageBytes, BrokerActor actor) : LinkEndpoint
{
    public override void OnMessage(MessageContext messageContext)
    {
        var (link, message) = (messageContext.Link, messageContext.Message);
        try
        {
            var incoming = AmqpMessages.Incoming(message, maxMessageBytes);
            actor.Post(() => Take(link, message, incoming));
        }
        catch (AmqpException exception)
        {
            actor.Post(() => link.DisposeMessage(message, new Rejected { Error = exception.Error }, settled: true));
        }
    }

    public override void OnFlow(FlowContext flowContext)
    {
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
    }

    void Take(ListenerLink link, Message message, IReadOnlyList<IncomingMessage> incoming)
    {
        foreach (var one in incoming)
            node.UpToDate().Enqueue(one, clock.GetUtcNow());
        actor.Answer(() => link.DisposeMessage(message, new Accepted(), settled: true));
    }
}
