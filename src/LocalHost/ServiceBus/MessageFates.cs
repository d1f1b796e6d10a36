using System.Collections.Immutable;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>What becomes of a message that nobody has for himself any more.</summary>
/// <param name="deadLetters">Null for the dead letters themselves.</param>
sealed class MessageFates(QueueOptions options, QueueMemory memory, MessageShelf? deadLetters)
{
    // As in Azure: the number given while it waited was good only for cancelling it.
    public void Activate(StoredMessage due)
    {
        memory.Shelf.Put(due with
        {
            SequenceNumber = memory.NextSequenceNumber(),
            State = MessageState.Active,
            EnqueuedAt = due.ScheduledFor!.Value,
        });
        memory.Shelf.Remove(due.SequenceNumber);
    }

    public void Complete(StoredMessage message) => memory.Shelf.Remove(message.SequenceNumber);

    /// <summary>It comes again, until it has come too often.</summary>
    public void Fail(StoredMessage message, ImmutableDictionary<string, object> added)
    {
        var failed = With(message, added) with { DeliveryCount = message.DeliveryCount + 1 };
        if (deadLetters is null || failed.DeliveryCount < options.MaxDeliveryCount)
            memory.Shelf.Put(failed);
        else
            DeadLetter(failed, DeadLetterReason.TooMany(failed.DeliveryCount));
    }

    public void Defer(StoredMessage message, ImmutableDictionary<string, object> added) =>
        memory.Shelf.Put(With(message, added) with { State = MessageState.Deferred });

    public void Expire(StoredMessage expired)
    {
        if (options.DeadLetterExpired)
            DeadLetter(expired, DeadLetterReason.Expired);
        else
            memory.Shelf.Remove(expired.SequenceNumber);
    }

    // A dead letter that is dead-lettered again stays where it is.
    public void DeadLetter(StoredMessage message, ImmutableDictionary<string, object> added)
    {
        var dead = With(message, added) with { State = MessageState.Active, TimeToLive = null };
        (deadLetters ?? memory.Shelf).Put(dead);
        if (deadLetters is not null)
            memory.Shelf.Remove(message.SequenceNumber);
    }

    static StoredMessage With(StoredMessage message, ImmutableDictionary<string, object> added) =>
        message with { Added = message.Added.SetItems(added) };
}
