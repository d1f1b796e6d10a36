using System.Collections.Immutable;
using System.Globalization;
using Amqp;
using Amqp.Types;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>A message that was received and is locked for us.</summary>
/// <param name="DeliveryCount">1 on the first delivery.</param>
public sealed record ReceivedMessage(
    ReadOnlyMemory<byte> Body,
    string? MessageId,
    int DeliveryCount,
    DateTimeOffset EnqueuedAt,
    long SequenceNumber,
    string? CorrelationId,
    string? ContentType,
    IReadOnlyDictionary<string, object> ApplicationProperties,
    Guid LockToken)
{
    internal static ReceivedMessage From(Message message)
    {
        var annotations = message.MessageAnnotations;
        return new(
            AmqpMessages.Body(message),
            Text(message.Properties?.GetMessageId()),
            (int)(message.Header?.DeliveryCount ?? 0) + 1,
            annotations?[new Symbol("x-opt-enqueued-time")] is DateTime enqueued
                ? new DateTimeOffset(DateTime.SpecifyKind(enqueued, DateTimeKind.Utc))
                : default,
            annotations?[new Symbol("x-opt-sequence-number")] is long number ? number : 0,
            Text(message.Properties?.GetCorrelationId()),
            message.Properties?.ContentType?.ToString(),
            message.ApplicationProperties?.Map.ToImmutableDictionary(pair => (string)pair.Key, pair => pair.Value)
                ?? ImmutableDictionary<string, object>.Empty,
            message.DeliveryTag is { Length: 16 } tag ? new Guid(tag) : Guid.Empty);
    }

    static string? Text(object? id) => id is null ? null : Convert.ToString(id, CultureInfo.InvariantCulture);
}
