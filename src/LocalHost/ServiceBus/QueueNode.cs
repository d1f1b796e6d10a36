namespace OnCall.LocalHost.ServiceBus;

/// <summary>A queue and the receivers that stand at it. Everything runs in the broker's actor.</summary>
sealed class QueueNode(BrokerQueue queue, TimeProvider clock)
{
    readonly List<QueueSource> _receivers = [];
    int _next;

    public BrokerQueue Queue => queue;

    public bool HasReceivers => _receivers.Any(receiver => !receiver.IsClosed);

    public void Add(QueueSource receiver) => _receivers.Add(receiver);

    /// <summary>What is due happens; asked before everything for which a lock or a state matters.</summary>
    public BrokerQueue UpToDate()
    {
        queue.Advance(clock.GetUtcNow());
        return queue;
    }

    /// <summary>Gives every message that can be had to somebody who has credit, in turn.</summary>
    public void Deliver()
    {
        while (NextWithCredit() is { } receiver && queue.TryLock(Guid.NewGuid(), clock.GetUtcNow()) is { } locked)
        {
            if (!receiver.TrySend(locked))
                queue.Release(locked.Token);
            else if (receiver.IsReceiveAndDelete)
                queue.Complete(locked.Token);
        }
    }

    QueueSource? NextWithCredit()
    {
        _receivers.RemoveAll(receiver => receiver.IsClosed);
        for (var tried = 0; tried < _receivers.Count; tried++)
        {
            _next = (_next + 1) % _receivers.Count;
            if (_receivers[_next].HasCredit)
                return _receivers[_next];
        }

        return null;
    }
}
