using Amqp.Framing;
using Amqp.Listener;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>A receiver's link to a queue: gets messages while it has credit, and settles them.</summary>
sealed class QueueSource(ListenerLink link, QueueNode node, BrokerActor actor) : OutgoingLink(link, actor)
{
    static readonly Error LockLost = new(ManagementReply.LockLost)
    {
        Description = ManagementReply.LockLostDescription,
    };

    /// <summary>The receiver settles nothing: what is sent is gone.</summary>
    public bool IsReceiveAndDelete => Link.SettleOnSend;

    public bool TrySend(LockedMessage locked) => TrySend(AmqpMessages.Outgoing(locked));

    protected override void SendWhatIsThere()
    {
        // At the end of every round the queue gives out what it has.
    }

    // Under the session's lock: only posts. On closing, the library releases what is unsettled, but here as in
    // Azure a lock outlives its link.
    public override void OnDisposition(DispositionContext dispositionContext)
    {
        if (IsClosed || dispositionContext.Message is not LockedDelivery delivery)
            return;
        var (state, isSettled) = (dispositionContext.DeliveryState, dispositionContext.Settled);
        Actor.Post(() => Settle(delivery, state, isSettled));
    }

    void Settle(LockedDelivery delivery, DeliveryState? state, bool isSettled)
    {
        var error = Settle(delivery.Token, state);
        // An error in the answer makes a client's call fail, so a dead letter is accepted, not echoed.
        DeliveryState answer = error is null ? new Accepted() : new Rejected { Error = error };
        if (!isSettled)
            Actor.Answer(() => Answer(delivery, answer));
    }

    void Answer(LockedDelivery delivery, DeliveryState answer)
    {
        if (!IsClosed)
            Link.DisposeMessage(delivery, answer, settled: true);
    }

    Error? Settle(Guid token, DeliveryState? state)
    {
        var queue = node.UpToDate();
        return state switch
        {
            Accepted => LostUnless(queue.Complete(token)),
            Rejected rejected => LostUnless(queue.DeadLetter(token, AddedProperties.From(rejected))),
            Modified { UndeliverableHere: true } deferred =>
                LostUnless(queue.Defer(token, AddedProperties.From(deferred))),
            Modified modified => LostUnless(queue.Abandon(token, AddedProperties.From(modified))),
            // As the AMQP standard has it: not a failed try.
            Released => LostUnless(queue.Release(token)),
            _ => LostUnless(queue.Abandon(token, AddedProperties.None)),
        };
    }

    static Error? LostUnless(bool isDone) => isDone ? null : LockLost;
}
