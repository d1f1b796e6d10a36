using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>
/// The rules of one queue, without a wire and without a clock: it is told the time. Not thread-safe.
/// </summary>
/// <param name="deadLetters">Where messages go that nobody can handle; null for the dead letters themselves.</param>
[SuppressMessage("Naming", "CA1711", Justification = "It is a queue, as the bus uses the word.")]
public sealed class BrokerQueue(string name, TimeSpan lockDuration, int maxDeliveryCount, BrokerQueue? deadLetters)
{
    // Abandoned messages come back to their old place, so the order is by number, not by arrival.
    readonly SortedDictionary<long, StoredMessage> _active = [];
    readonly SortedSet<StoredMessage> _scheduled = new(Comparer<StoredMessage>.Create(
        (a, b) => (a.ScheduledFor!.Value, a.SequenceNumber).CompareTo((b.ScheduledFor!.Value, b.SequenceNumber))));
    readonly Dictionary<Guid, LockedMessage> _locked = [];
    readonly SortedSet<LockedMessage> _byExpiry = new(Comparer<LockedMessage>.Create(
        (a, b) => (a.Until, a.Token).CompareTo((b.Until, b.Token))));
    long _lastSequenceNumber;

    public string Name => name;

    public IEnumerable<StoredMessage> Active => _active.Values;

    public IEnumerable<StoredMessage> Scheduled => _scheduled;

    public IEnumerable<StoredMessage> Locked => _locked.Values.Select(locked => locked.Message);

    /// <summary>The next moment at which something happens by itself.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            var activation = _scheduled.Min?.ScheduledFor;
            var expiry = _byExpiry.Min?.Until;
            return activation < expiry ? activation : expiry ?? activation;
        }
    }

    /// <summary>What goes on without the clock moving: what can be delivered, and what somebody works on.</summary>
    public int UnderWay(DateTimeOffset now) =>
        _active.Count + _locked.Count + _scheduled.TakeWhile(message => message.ScheduledFor <= now).Count();

    public void Enqueue(IncomingMessage incoming, DateTimeOffset now)
    {
        var message = new StoredMessage(++_lastSequenceNumber, incoming.MessageId, incoming.Encoded, now);
        if (incoming.ScheduledFor > now)
            _scheduled.Add(message with { ScheduledFor = incoming.ScheduledFor });
        else
            _active.Add(message.SequenceNumber, message);
    }

    /// <summary>Scheduled messages become deliverable; a lock that ran out counts as a failed try.</summary>
    public void Advance(DateTimeOffset now)
    {
        while (_scheduled.Min is { } due && due.ScheduledFor <= now)
        {
            _scheduled.Remove(due);
            // As in Azure: the number given while it waited was good only for cancelling it.
            var activated = due with { SequenceNumber = ++_lastSequenceNumber, EnqueuedAt = due.ScheduledFor!.Value };
            _active.Add(activated.SequenceNumber, activated);
        }

        while (_byExpiry.Min is { } lapsed && lapsed.Until <= now)
            Fail(Unlock(lapsed.Token)!);
    }

    public LockedMessage? TryLock(Guid token, DateTimeOffset now)
    {
        if (_active.Count == 0)
            return null;
        var message = _active.First().Value;
        _active.Remove(message.SequenceNumber);
        var locked = new LockedMessage(token, message, now + lockDuration);
        _locked.Add(token, locked);
        _byExpiry.Add(locked);
        return locked;
    }

    /// <summary>False when the lock was lost; the same holds for the others.</summary>
    public bool Complete(Guid token) => Unlock(token) is not null;

    /// <summary>Back to its place as if nothing had been: it never went out.</summary>
    public void Release(Guid token)
    {
        if (Unlock(token) is { } message)
            Accept(message);
    }

    public bool Abandon(Guid token, ImmutableDictionary<string, object> added)
    {
        if (Unlock(token) is not { } message)
            return false;
        Fail(message with { Added = message.Added.SetItems(added) });
        return true;
    }

    public bool DeadLetter(Guid token, ImmutableDictionary<string, object> added)
    {
        if (Unlock(token) is not { } message)
            return false;
        ToDeadLetters(message with { Added = message.Added.SetItems(added) });
        return true;
    }

    StoredMessage? Unlock(Guid token)
    {
        if (!_locked.Remove(token, out var locked))
            return null;
        _byExpiry.Remove(locked);
        return locked.Message;
    }

    void Fail(StoredMessage message)
    {
        var deliveries = message.DeliveryCount + 1;
        var failed = message with { DeliveryCount = deliveries };
        if (deadLetters is null || deliveries < maxDeliveryCount)
            Accept(failed);
        else
            ToDeadLetters(failed with { Added = failed.Added.SetItems(DeadLetterReason.TooMany(deliveries)) });
    }

    // A dead letter that is dead-lettered again stays where it is.
    void ToDeadLetters(StoredMessage message) => (deadLetters ?? this).Accept(message);

    void Accept(StoredMessage message) => _active.Add(message.SequenceNumber, message);
}
