using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>What a message waits for; the numbers are those that clients know.</summary>
public enum MessageState
{
    Active = 0,

    /// <summary>Put aside: only who asks for it by its number gets it.</summary>
    Deferred = 1,
    Scheduled = 2,
}

/// <summary>A message as a queue keeps it.</summary>
/// <param name="Encoded">All of it as it was sent; the queue itself never looks inside.</param>
public sealed record StoredMessage(
    long SequenceNumber, string MessageId, ReadOnlyMemory<byte> Encoded, DateTimeOffset EnqueuedAt)
{
    public MessageState State { get; init; }

    /// <summary>When a scheduled message becomes deliverable; null when it was so from the start.</summary>
    public DateTimeOffset? ScheduledFor { get; init; }

    /// <summary>Null when it does not expire, as dead letters never do.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Tries that failed: 0 on the first delivery.</summary>
    public int DeliveryCount { get; init; }

    /// <summary>What receivers added to the application properties: why it is a dead letter, for one.</summary>
    [JsonConverter(typeof(AddedPropertiesJson))]
    public ImmutableDictionary<string, object> Added { get; init; } = ImmutableDictionary<string, object>.Empty;

    [JsonIgnore]
    public DateTimeOffset? ExpiresAt => EnqueuedAt + TimeToLive;
}

/// <summary>A message that one receiver has for itself until a moment.</summary>
public sealed record LockedMessage(Guid Token, StoredMessage Message, DateTimeOffset Until);

/// <summary>What a sender hands in.</summary>
public sealed record IncomingMessage(string MessageId, ReadOnlyMemory<byte> Encoded, DateTimeOffset? ScheduledFor)
{
    public TimeSpan? TimeToLive { get; init; }
}
