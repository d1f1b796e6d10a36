using Amqp.Framing;
using Amqp.Listener;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>A receiver's link to a queue: gets messages while it has credit, and settles them.</summary>
sealed class QueueSource(ListenerLink link, QueueNode node, Action<Action> post) : OutgoingLink(link, post)
{
    static readonly Error LockLost = new("com.microsoft:message-lock-lost")
    {
        Description = "The lock supplied is invalid. Either it has expired, or the message was already settled.",
    };

    static readonly Error NoDeferral = new(Amqp.ErrorCode.NotImplemented)
    {
        Description = "The embedded Service Bus cannot defer messages.",
    };

    /// <summary>The receiver settles nothing: what is sent is gone.</summary>
    public bool IsReceiveAndDelete => Link.SettleOnSend;

    public bool TrySend(LockedMessage locked) => TrySend(AmqpMessages.Outgoing(locked));

    protected override void SendWhatIsThere() => node.Changed();

    // Under the session's lock: only posts. On closing, the library releases what is unsettled, but here as in
    // Azure a lock outlives its link.
    public override void OnDisposition(DispositionContext dispositionContext)
    {
        if (IsClosed || dispositionContext.Message is not LockedDelivery delivery)
            return;
        var (state, isSettled) = (dispositionContext.DeliveryState, dispositionContext.Settled);
        Post(() => Settle(delivery, state, isSettled));
    }

    void Settle(LockedDelivery delivery, DeliveryState? state, bool isSettled)
    {
        var error = Settle(delivery.Token, state);
        // An error in the answer makes a client's call fail, so a dead letter is accepted, not echoed.
        DeliveryState answer = error is null ? new Accepted() : new Rejected { Error = error };
        if (!isSettled && !IsClosed)
            Link.DisposeMessage(delivery, answer, settled: true);
        node.Changed();
    }

    Error? Settle(Guid token, DeliveryState? state)
    {
        node.Advance();
        var queue = node.Queue;
        return state switch
        {
            Modified { UndeliverableHere: true } => NoDeferral,
            Accepted => LostUnless(queue.Complete(token)),
            Rejected rejected => LostUnless(queue.DeadLetter(token, AddedProperties.From(rejected))),
            Modified modified => LostUnless(queue.Abandon(token, AddedProperties.From(modified))),
            _ => LostUnless(queue.Abandon(token, AddedProperties.None)),
        };
    }

    static Error? LostUnless(bool isDone) => isDone ? null : LockLost;
}
