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

    readonly CancellationTokenSource _stop = new();
    readonly Dictionary<string, RequestNode> _requestNodes = new(StringComparer.Ordinal);
    readonly EmbeddedServiceBusOptions _options;
    readonly TimeProvider _clock;
    readonly BrokerActor _actor;
    readonly Journal? _journal;
    readonly QueueNodes _nodes;
    readonly Grants _grants;
    readonly AttachedLinks _links;
    readonly BrokerTimer _timer;

    /// <exception cref="LocalHostException">The journal cannot be read.</exception>
    public Broker(EmbeddedServiceBusOptions options, TimeProvider clock, BrokerActor actor)
    {
        (_options, _clock, _actor) = (options, clock, actor);
        // A file that was written anew is taken at the end of a round.
        _journal = options.JournalFile is { } file ? new(file, () => actor.Post(() => { })) : null;
        _nodes = new(options.Queues, clock, change => _journal?.Add(change));
        _journal?.Open(_nodes.Restore, _nodes.Snapshot);
        _grants = new(clock);
        _links = new(_grants);
        _timer = new(clock, () => new[] { _nodes.NextDue, _grants.NextExpiry }.Min(), () => actor.Post(Knocked));
        _requestNodes.Add(CbsNode.Address, new(new CbsNode(options, clock, _grants).Reply, actor));
        foreach (var (path, node) in _nodes.All)
        {
            var management = new ManagementNode(node, clock, options.MaxMessageBytes);
            _requestNodes.Add(EntityPath.ManagementOf(path), new((_, request) => management.Reply(request), actor));
        }

        actor.Start(EndRound);
        // A first round, which sets the timer for what was kept.
        actor.Post(() => { });
    }

    /// <exception cref="KeyNotFoundException">There is no such queue.</exception>
    public BrokerQueue QueueOf(string name) => _nodes.Find(EntityPath.Of(name))?.Queue
        ?? throw new KeyNotFoundException($"There is no queue '{name}'.");

    public int UnderWay(DateTimeOffset now) => _nodes.UnderWay(now);

    public void Opened(Connection connection)
    {
        connection.AddClosedCallback((_, _) => _actor.Post(() => _links.Forget(connection)));
        _ = CloseUnlessKnownAsync(connection);
    }

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

        attach.MaxMessageSize = (ulong)_options.MaxMessageBytes;
        if (_requestNodes.TryGetValue(address, out var requests))
            requests.Attach(attachContext, SenderCredit);
        else
            AttachToQueue(attachContext, _nodes.Find(address)!);
        _actor.Post(() => _links.Add(link, address));
    }

    public void Dispose()
    {
        // Not disposed: a connection that opens at this moment still asks for its token.
        _stop.Cancel();
        _timer.Dispose();
        _journal?.Dispose();
    }

    // What a round changed is on disk before anybody hears of it.
    void EndRound()
    {
        _nodes.Advance();
        _journal?.Commit();
        _nodes.Deliver();
        // What was received and deleted at once.
        _journal?.Commit();
        _journal?.Compact(_nodes.Living, _nodes.Snapshot);
        _timer.Set();
    }

    Error? Refusal(ListenerLink link, Attach attach, string address)
    {
        if (address == CbsNode.Address)
            return null;
        if (!_grants.Allow(link.Session.Connection, address))
            return Because(ErrorCode.UnauthorizedAccess, $"There is no valid token for '{address}'.");
        if (!_requestNodes.ContainsKey(address) && _nodes.Find(address) is null)
            return Because(ErrorCode.NotFound, $"The messaging entity '{address}' could not be found.");
        return !attach.Role && EntityPath.IsDeadLetters(address)
            ? Because(ErrorCode.NotAllowed, "Nobody sends to dead letters: messages are moved there.")
            : null;
    }

    void AttachToQueue(AttachContext context, QueueNode node)
    {
        if (!context.Attach.Role)
        {
            context.Complete(new QueueTarget(node, _clock, _options.MaxMessageBytes, _actor), SenderCredit);
            return;
        }

        var source = new QueueSource(context.Link, node, _actor);
        context.Complete(source, 0);
        _actor.Post(() => node.Add(source));
    }

    void Knocked()
    {
        _timer.Clear();
        if (_grants.RemoveExpired())
            _links.CloseUnauthorized();
    }

    async Task CloseUnlessKnownAsync(Connection connection)
    {
        await Task.Delay(_options.TokenWithin, TimeProvider.System, _stop.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _actor.Post(() => _links.CloseUnlessKnown(connection));
    }

    static string AddressOf(Attach attach) =>
        EntityPath.Of(attach.Role ? (attach.Source as Source)?.Address : (attach.Target as Target)?.Address);

    static Error Because(string condition, string description) =>
        new(new Symbol(condition)) { Description = description };
}
