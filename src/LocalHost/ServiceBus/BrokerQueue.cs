using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>
/// The rules of one queue, without a wire and without a clock: it is told the time. Not thread-safe.
/// </summary>
[SuppressMessage("Naming", "CA1711", Justification = "It is a queue, as the bus uses the word.")]
public sealed class BrokerQueue
{
    readonly QueueOptions _options;
    readonly QueueMemory _memory;
    readonly MessageShelf _shelf;
    readonly MessageFates _fates;
    readonly MessageLocks _locks = new();

    /// <param name="deadLetters">Where messages go that nobody can handle; null for the dead letters themselves.</param>
    /// <param name="changed">Told what has to be there again after a restart.</param>
    public BrokerQueue(QueueOptions options, BrokerQueue? deadLetters, Action<QueueChange>? changed = null)
    {
        _options = options;
        _memory = new(options, changed ?? (_ => { }));
        _shelf = _memory.Shelf;
        _fates = new(options, _memory, deadLetters?._shelf);
    }

    public string Name => _options.Name;

    public IEnumerable<StoredMessage> Active => _shelf.Active;

    public IEnumerable<StoredMessage> Deferred => _shelf.Deferred;

    public IEnumerable<StoredMessage> Scheduled => _shelf.Scheduled;

    public IEnumerable<StoredMessage> Locked => _locks.Messages;

    /// <summary>The next moment at which something happens by itself.</summary>
    public DateTimeOffset? NextDue => new[] { _shelf.NextDue, _locks.NextEnd }.Min();

    /// <summary>What goes on without the clock moving: what can be delivered, and what somebody works on.</summary>
    public int UnderWay(DateTimeOffset now) =>
        _shelf.ActiveCount + _locks.Count + Scheduled.TakeWhile(message => message.ScheduledFor <= now).Count();

    /// <summary>The number of the message; of a duplicate, a number under which there is nothing.</summary>
    public long Enqueue(IncomingMessage incoming, DateTimeOffset now)
    {
        var number = _memory.NextSequenceNumber();
        if (_memory.IsDuplicate(incoming.MessageId, now))
            return number;
        var isScheduled = incoming.ScheduledFor > now;
        _shelf.Put(new StoredMessage(number, incoming.MessageId, incoming.Encoded, now)
        {
            State = isScheduled ? MessageState.Scheduled : MessageState.Active,
            ScheduledFor = isScheduled ? incoming.ScheduledFor : null,
            TimeToLive = new[] { incoming.TimeToLive, _options.TimeToLive }.Min(),
        });
        return number;
    }

    /// <summary>Takes all of these scheduled messages away, or none if one of them is not there.</summary>
    public bool Cancel(IReadOnlyCollection<long> numbers)
    {
        if (numbers.Any(number => _shelf.FindScheduled(number) is null))
            return false;
        foreach (var number in numbers.Distinct())
            _shelf.Remove(number);
        return true;
    }

    /// <summary>Looks at messages of whatever state, and changes nothing.</summary>
    public IEnumerable<StoredMessage> Peek(long fromNumber, int count) => _shelf.From(fromNumber).Take(count);

    /// <summary>What is due happens; a lock that ran out counts as a failed try.</summary>
    public void Advance(DateTimeOffset now)
    {
        while (_shelf.FirstDue(now) is { } due)
            _fates.Activate(due);
        while (_locks.RemoveLapsed(now) is { } lapsed)
            _fates.Fail(lapsed, AddedProperties.None);
        while (_shelf.FirstExpired(now) is { } expired)
            _fates.Expire(expired);
    }

    public LockedMessage? TryLock(Guid token, DateTimeOffset now) =>
        _shelf.FirstActive is { } message ? Lock(message, token, now) : null;

    public bool AreDeferred(IEnumerable<long> numbers) =>
        numbers.All(number => _shelf.FindDeferred(number) is not null);

    public LockedMessage? TryLockDeferred(long number, Guid token, DateTimeOffset now) =>
        _shelf.FindDeferred(number) is { } message ? Lock(message, token, now) : null;

    /// <summary>The new ends of the locks, or null if one of them was lost: then none is renewed.</summary>
    public IReadOnlyList<DateTimeOffset>? Renew(IReadOnlyCollection<Guid> tokens, DateTimeOffset now)
    {
        if (!tokens.All(_locks.Has))
            return null;
        foreach (var token in tokens)
            _locks.Renew(token, now + _options.LockDuration);
        return [.. tokens.Select(_ => now + _options.LockDuration)];
    }

    /// <summary>False when the lock was lost; the same holds for the others.</summary>
    public bool Complete(Guid token) => Settle(token, _fates.Complete);

    /// <summary>Back to its place as if nothing had been: nobody looked at it.</summary>
    public bool Release(Guid token) => Settle(token, _shelf.Show);

    public bool Abandon(Guid token, ImmutableDictionary<string, object> added) =>
        Settle(token, message => _fates.Fail(message, added));

    public bool Defer(Guid token, ImmutableDictionary<string, object> added) =>
        Settle(token, message => _fates.Defer(message, added));

    public bool DeadLetter(Guid token, ImmutableDictionary<string, object> added) =>
        Settle(token, message => _fates.DeadLetter(message, added));

    /// <summary>How many changes the snapshot has.</summary>
    public int Living => _memory.Living;

    /// <summary>All that has to be there again after a restart. Locks do not outlive one.</summary>
    public IEnumerable<QueueChange> Snapshot() => _memory.Snapshot();

    /// <summary>Makes a change again that was told before.</summary>
    public void Restore(QueueChange change) => _memory.Restore(change);

    LockedMessage Lock(StoredMessage message, Guid token, DateTimeOffset now)
    {
        _shelf.Hide(message);
        var locked = new LockedMessage(token, message, now + _options.LockDuration);
        _locks.Add(locked);
        return locked;
    }

    bool Settle(Guid token, Action<StoredMessage> settle)
    {
        if (_locks.Remove(token) is not { } message)
            return false;
        settle(message);
        return true;
    }
}
