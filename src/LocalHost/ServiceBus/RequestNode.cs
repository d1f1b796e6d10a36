using Amqp;
using Amqp.Framing;
using Amqp.Listener;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>A node that answers each request by a message, on the link that the request names.</summary>
sealed class RequestNode(Func<Connection, Message, Message> reply, BrokerActor actor)
{
    static readonly Error NoReplyLink = new(ErrorCode.NotFound) { Description = "There is no link for the reply." };

    readonly List<Replies> _replies = [];

    public void Attach(AttachContext context, uint requestCredit)
    {
        if (!context.Attach.Role)
        {
            context.Complete(new Requests(this, actor), (int)requestCredit);
            return;
        }

        var replies = new Replies(context.Link, (context.Attach.Target as Target)?.Address, actor);
        context.Complete(replies, 0);
        actor.Post(() => _replies.Add(replies));
    }

    public void Take(ListenerLink link, Message request)
    {
        _replies.RemoveAll(replies => replies.IsClosed);
        var connection = link.Session.Connection;
        var replies = _replies.Find(replies => replies.IsFor(connection, request.Properties?.ReplyTo));
        if (replies is null)
        {
            link.DisposeMessage(request, new Rejected { Error = NoReplyLink }, settled: true);
            return;
        }

        var answer = reply(connection, request);
        answer.Properties = new Properties();
        answer.Properties.SetCorrelationId(request.Properties.GetMessageId());
        actor.Answer(() =>
        {
            link.DisposeMessage(request, new Accepted(), settled: true);
            replies.Send(answer);
        });
    }

    /// <summary>A client's link for the requests.</summary>
    sealed class Requests(RequestNode node, BrokerActor actor) : LinkEndpoint
    {
        public override void OnMessage(MessageContext messageContext) =>
            actor.Post(() => node.Take(messageContext.Link, messageContext.Message));

        public override void OnFlow(FlowContext flowContext)
        {
        }

        public override void OnDisposition(DispositionContext dispositionContext)
        {
        }
    }

    /// <summary>A client's link for the answers. Some clients mean it by its target, some by its name.</summary>
    sealed class Replies(ListenerLink link, string? target, BrokerActor actor) : OutgoingLink(link, actor)
    {
        readonly Queue<Message> _waiting = new();

        public bool IsFor(Connection connection, string? replyTo) =>
            ReferenceEquals(Link.Session.Connection, connection) && (replyTo == target || replyTo == Link.Name);

        public void Send(Message reply)
        {
            _waiting.Enqueue(reply);
            SendWhatIsThere();
        }

        protected override void SendWhatIsThere()
        {
            while (_waiting.TryPeek(out var reply) && TrySend(reply))
                _waiting.Dequeue();
        }
    }
}
