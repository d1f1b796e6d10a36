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

    readonly Dictionary<string, QueueNode> _nodes = new(StringComparer.Ordinal);
    readonly List<(ListenerLink Link, string Address)> _links = [];
    readonly TimeProvider _clock;
    readonly BrokerActor _actor;
    readonly Grants _grants;
    readonly CbsNode _cbs;
    readonly BrokerTimer _timer;

    public Broker(EmbeddedServiceBusOptions options, TimeProvider clock, BrokerActor actor)
    {
        (_clock, _actor) = (clock, actor);
        _grants = new(clock);
        _cbs = new(options, clock, _grants, Changed);
        foreach (var queue in options.Queues)
            AddQueue(queue);
        _timer = new(clock, NextDue, () => actor.Post(Knocked));
    }

    /// <exception cref="KeyNotFoundException">There is no such queue.</exception>
    public BrokerQueue QueueOf(string name) => _nodes.TryGetValue(EntityPath.Of(name), out var node)
        ? node.Queue
        : throw new KeyNotFoundException($"There is no queue '{name}'.");

    /// <summary>Dead letters are not under way: nobody works on them.</summary>
    public int UnderWay(DateTimeOffset now) => _nodes
        .Where(node => !node.Key.EndsWith(EntityPath.DeadLetters, StringComparison.Ordinal))
        .Sum(node => node.Value.Queue.UnderWay(now));

    // Answered inside the callback: a flow that comes right after the attach would otherwise be lost.
    void ILinkProcessor.Process(AttachContext attachContext)
    {
        var (link, attach) = (attachContext.Link, attachContext.Attach);
        var address = EntityPath.Of(attach.Role ? (attach.Source as Source)?.Address : (attach.Target as Target)?.Address);
        if (Refusal(link, address) is { } refusal)
        {
            attachContext.Complete(refusal);
            return;
        }

        attach.MaxMessageSize = MaxMessageSize;
        if (address == CbsNode.Address)
            AttachToCbs(attachContext);
        else
            AttachToQueue(attachContext, _nodes[address]);
        _actor.Post(() => _links.Add((link, address)));
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>After every change: what is due happens, what can go out goes out, and the clock is asked to knock.</summary>
    void Changed()
    {
        foreach (var node in _nodes.Values)
            node.Advance();
        foreach (var node in _nodes.Values)
            node.Deliver();
        _timer.Set();
    }

    Error? Refusal(ListenerLink link, string address)
    {
        if (address == CbsNode.Address)
            return null;
        if (!_grants.Allow(link.Session.Connection, address))
            return Unauthorized($"There is no valid token for '{address}' on this connection.");
        return _nodes.ContainsKey(address)
            ? null
            : new Error(ErrorCode.NotFound) { Description = $"The messaging entity '{address}' could not be found." };
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

    void AddQueue(QueueOptions options)
    {
        var name = EntityPath.Of(options.Name);
        var deadLetters = new BrokerQueue($"{name}/{EntityPath.DeadLetters}", options.LockDuration, int.MaxValue, deadLetters: null);
        var queue = new BrokerQueue(name, options.LockDuration, options.MaxDeliveryCount, deadLetters);
        _nodes.Add(queue.Name, new(queue, _clock, Changed));
        _nodes.Add(deadLetters.Name, new(deadLetters, _clock, Changed));
    }

    DateTimeOffset? NextDue() => _nodes.Values.Select(node => node.Queue.NextDue).Append(_grants.NextExpiry).Min();

    void Knocked()
    {
        _timer.Clear();
        if (_grants.RemoveExpired())
            CloseUnauthorized();
        Changed();
    }

    // As the service does when a token was not renewed in time.
    void CloseUnauthorized()
    {
        _links.RemoveAll(entry => entry.Link.IsClosed);
        foreach (var (link, address) in _links)
        {
            if (address != CbsNode.Address && !_grants.Allow(link.Session.Connection, address))
                link.Close(TimeSpan.Zero, Unauthorized("The token has expired."));
        }
    }

    void Forget(Connection connection)
    {
        _grants.Remove(connection);
        _links.RemoveAll(entry => ReferenceEquals(entry.Link.Session.Connection, connection));
        _timer.Set();
    }

    static Error Unauthorized(string description) =>
        new(new Symbol(ErrorCode.UnauthorizedAccess)) { Description = description };
}
