using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Types;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>The node <c>$cbs</c>: takes tokens and answers each with a status.</summary>
sealed class CbsNode(EmbeddedServiceBusOptions options, TimeProvider clock, Grants grants, Action changed)
{
    public const string Address = "$cbs";

    const int Accepted = 202;
    const int BadRequest = 400;
    const int Unauthorized = 401;

    static readonly Error NoReplyLink = new(ErrorCode.NotFound) { Description = "There is no link for the reply." };

    readonly List<CbsReplies> _replies = [];

    public void Add(CbsReplies replies) => _replies.Add(replies);

    public void Answer(ListenerLink link, Message request)
    {
        _replies.RemoveAll(replies => replies.IsClosed);
        var replyTo = request.Properties?.ReplyTo;
        var answer = _replies.Find(replies => replies.IsFor(link.Session.Connection, replyTo));
        DeliveryState outcome = answer is null ? new Rejected { Error = NoReplyLink } : new Accepted();
        link.DisposeMessage(request, outcome, settled: true);
        answer?.Send(Reply(link.Session.Connection, request));
    }

    Message Reply(Connection connection, Message request)
    {
        var (status, description) = PutToken(connection, request);
        var reply = new Message
        {
            Properties = new Properties(),
            ApplicationProperties = new ApplicationProperties
            {
                ["status-code"] = status,
                ["status-description"] = description,
            },
            BodySection = new AmqpValue(),
        };
        reply.Properties.SetCorrelationId(request.Properties.GetMessageId());
        if (status == Unauthorized)
            reply.ApplicationProperties["error-condition"] = new Symbol(ErrorCode.UnauthorizedAccess);
        return reply;
    }

    (int Status, string Description) PutToken(Connection connection, Message request)
    {
        var asked = request.ApplicationProperties;
        if (asked?["operation"] as string != "put-token" || asked["type"] is not string type
            || asked["name"] is not string audience || request.Body is not string token)
            return (BadRequest, "A put-token has a type, a name, and the token as its value.");

        var verdict = TokenCheck.Check(new(type, audience, token), options, clock.GetUtcNow());
        if (verdict.Until is not { } until)
            return (Unauthorized, verdict.Reason);
        grants.Add(connection, EntityPath.Of(audience), until);
        changed();
        return (Accepted, verdict.Reason);
    }
}

/// <summary>A client's link to <c>$cbs</c> for the requests.</summary>
sealed class CbsRequests(CbsNode node, Action<Action> post) : LinkEndpoint
{
    public override void OnMessage(MessageContext messageContext) =>
        post(() => node.Answer(messageContext.Link, messageContext.Message));

    public override void OnFlow(FlowContext flowContext)
    {
    }

    public override void OnDisposition(DispositionContext dispositionContext)
    {
    }
}

/// <summary>A client's link to <c>$cbs</c> for the answers. Some clients mean it by its target, some by its name.</summary>
sealed class CbsReplies(ListenerLink link, string? target, Action<Action> post) : OutgoingLink(link, post)
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
