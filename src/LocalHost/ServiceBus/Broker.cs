using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Types;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>The queues, who may use them, and who is attached: the broker behind the wire.</summary>
sealed class Broker : ILinkProcessor, IDisposable
{
    /// <summary>What senders may have under way on one link.</summary>
    const int SenderCredit = 500;

    /// <summary>As the Standard tier's.</summary>
    const ulong MaxMessageSize = 256 * 1024;

    readonly List<(ListenerLink Link, string Address)> _links = [];
    readonly TimeProvider _clock;
    readonly QueueNodes _nodes;
    readonly BrokerActor _actor;
    readonly Grants _grants;
    readonly CbsNode _cbs;
    readonly BrokerTimer _timer;

    public Broker(EmbeddedServiceBusOptions options, TimeProvider clock, BrokerActor actor)
    {
        (_clock, _actor) = (clock, actor);
        _grants = new(clock);
        _cbs = new(options, clock, _grants, Changed);
        _nodes = new(options.Queues, clock, Changed);
        _timer = new(clock, () => new[] { _nodes.NextDue, _grants.NextExpiry }.Min(), () => actor.Post(Knocked));
    }

    /// <exception cref="KeyNotFoundException">There is no such queue.</exception>
    public BrokerQueue QueueOf(string name) => _nodes.Find(EntityPath.Of(name))?.Queue
        ?? throw new KeyNotFoundException($"There is no queue '{name}'.");

    public int UnderWay(DateTimeOffset now) => _nodes.UnderWay(now);

    // Answered inside the callback: a flow that comes right after the attach would otherwise be lost.
    void ILinkProcessor.Process(AttachContext attachContext)
    {
        var (link, attach) = (attachContext.Link, attachContext.Attach);
        var address = AddressOf(attach);
        if (Refusal(link, attach, address) is { } refusal)
        {
            attachContext.Complete(refusal);
            return;
        }

        attach.MaxMessageSize = MaxMessageSize;
        if (_nodes.Find(address) is { } node)
            AttachToQueue(attachContext, node);
        else
            AttachToCbs(attachContext);
        _actor.Post(() => Remember(link, address));
    }

    public void Dispose() => _timer.Dispose();

    // After everything that happened, in whatever queue.
    void Changed()
    {
        _nodes.Advance();
        _timer.Set();
    }

    Error? Refusal(ListenerLink link, Attach attach, string address)
    {
        if (address == CbsNode.Address)
            return null;
        if (!_grants.Allow(link.Session.Connection, address))
            return Because(ErrorCode.UnauthorizedAccess, $"There is no valid token for '{address}'.");
        if (_nodes.Find(address) is null)
            return Because(ErrorCode.NotFound, $"The messaging entity '{address}' could not be found.");
        return !attach.Role && EntityPath.IsDeadLetters(address)
            ? Because(ErrorCode.NotAllowed, "Nobody sends to dead letters: messages are moved there.")
            : null;
    }

    void AttachToCbs(AttachContext context)
    {
        if (!context.Attach.Role)
        {
            context.Complete(new CbsRequests(_cbs, _actor.Post), SenderCredit);
            return;
        }

        var replies = new CbsReplies(context.Link, (context.Attach.Target as Target)?.Address, _actor.Post);
        context.Complete(replies, 0);
        _actor.Post(() => _cbs.Add(replies));
        var connection = context.Link.Session.Connection;
        connection.AddClosedCallback((_, _) => _actor.Post(() => Forget(connection)));
    }

    void AttachToQueue(AttachContext context, QueueNode node)
    {
        if (!context.Attach.Role)
        {
            context.Complete(new QueueTarget(node, _clock, _actor.Post), SenderCredit);
            return;
        }

        var source = new QueueSource(context.Link, node, _actor.Post);
        context.Complete(source, 0);
        _actor.Post(() => node.Add(source));
    }

    void Knocked()
    {
        _timer.Clear();
        if (_grants.RemoveExpired())
            CloseUnauthorized();
        Changed();
    }

    // Its token may have run out between the answer and now.
    void Remember(ListenerLink link, string address)
    {
        _links.Add((link, address));
        CloseUnlessAllowed(link, address);
    }

    // As the service does when a token was not renewed in time.
    void CloseUnauthorized()
    {
        _links.RemoveAll(entry => entry.Link.IsClosed);
        foreach (var (link, address) in _links)
            CloseUnlessAllowed(link, address);
    }

    void CloseUnlessAllowed(ListenerLink link, string address)
    {
        if (address != CbsNode.Address && !link.IsClosed && !_grants.Allow(link.Session.Connection, address))
            link.Close(TimeSpan.Zero, Because(ErrorCode.UnauthorizedAccess, "The token has expired."));
    }

    void Forget(Connection connection)
    {
        _grants.Remove(connection);
        _links.RemoveAll(entry => ReferenceEquals(entry.Link.Session.Connection, connection));
        _timer.Set();
    }

    static string AddressOf(Attach attach) =>
        EntityPath.Of(attach.Role ? (attach.Source as Source)?.Address : (attach.Target as Target)?.Address);

    static Error Because(string condition, string description) =>
        new(new Symbol(condition)) { Description = description };
}
