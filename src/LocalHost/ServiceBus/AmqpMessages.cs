using System.Globalization;
using System.Text;
using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>Between the messages of the wire and the messages of a queue.</summary>
static class AmqpMessages
{
    /// <summary>The message format of a batch: every data section is a whole message.</summary>
    const uint BatchFormat = 0x80013700;

    static readonly Symbol ScheduledEnqueueTime = "x-opt-scheduled-enqueue-time";

    /// <exception cref="AmqpException">It cannot be read, or it is larger than allowed.</exception>
    public static IReadOnlyList<IncomingMessage> Incoming(Message sent, int maxBytes)
    {
        IReadOnlyList<IncomingMessage> incoming = sent.Format == BatchFormat
            ? [.. Sections(sent).Select(section => One(Decode(section)))]
            : [One(sent)];
        return incoming.Sum(one => one.Encoded.Length) <= maxBytes
            ? incoming
            : throw new AmqpException(ErrorCode.MessageSizeExceeded, $"More than {maxBytes} bytes were sent at once.");
    }

    public static Message Decode(ReadOnlyMemory<byte> encoded)
    {
        var bytes = encoded.ToArray();
        return Message.Decode(new ByteBuffer(bytes, 0, bytes.Length, bytes.Length));
    }

    /// <summary>What goes out to the receiver that has the lock.</summary>
    public static LockedDelivery Outgoing(LockedMessage locked)
    {
        var delivery = Fill(new LockedDelivery(locked.Token), locked.Message);
        delivery.MessageAnnotations[new Symbol("x-opt-locked-until")] = locked.Until.UtcDateTime;
        return delivery;
    }

    /// <summary>What goes out to somebody who only looks.</summary>
    public static Message Outgoing(StoredMessage stored) => Fill(new Message(), stored);

    public static byte[] Bytes(Message message)
    {
        var encoded = message.Encode();
        return encoded.Buffer.AsSpan(encoded.Offset, encoded.Length).ToArray();
    }

    /// <summary>The bytes of a body, also where the sender wrote a text instead.</summary>
    public static ReadOnlyMemory<byte> Body(Message message) => message.BodySection switch
    {
        AmqpValue { Value: string text } => Encoding.UTF8.GetBytes(text),
        AmqpValue { Value: byte[] bytes } => bytes,
        _ => Sections(message).SelectMany(section => section).ToArray(),
    };

    static TMessage Fill<TMessage>(TMessage message, StoredMessage stored) where TMessage : Message
    {
        var sent = Decode(stored.Encoded);
        message.Header = sent.Header ?? new Header();
        message.MessageAnnotations = sent.MessageAnnotations ?? new MessageAnnotations();
        message.Properties = sent.Properties ?? new Properties();
        message.ApplicationProperties = sent.ApplicationProperties ?? new ApplicationProperties();
        message.BodySection = sent.BodySection;
        message.Header.DeliveryCount = (uint)stored.DeliveryCount;
        if (stored.TimeToLive is { } timeToLive)
            message.Header.Ttl = (uint)Math.Min(timeToLive.TotalMilliseconds, uint.MaxValue);
        // Clients cannot settle a message that has no id; the service gives one, too.
        message.Properties.MessageId ??= stored.MessageId;
        foreach (var (name, value) in stored.Added)
            message.ApplicationProperties[name] = value;
        Annotate(message.MessageAnnotations, stored);
        return message;
    }

    static void Annotate(MessageAnnotations annotations, StoredMessage stored)
    {
        annotations[new Symbol("x-opt-sequence-number")] = stored.SequenceNumber;
        annotations[new Symbol("x-opt-enqueue-sequence-number")] = stored.SequenceNumber;
        annotations[new Symbol("x-opt-enqueued-time")] = stored.EnqueuedAt.UtcDateTime;
        annotations[new Symbol("x-opt-message-state")] = (int)stored.State;
    }

    static IncomingMessage One(Message message) => new(
        Convert.ToString(message.Properties?.GetMessageId(), CultureInfo.InvariantCulture) is { Length: > 0 } id
            ? id
            : Guid.NewGuid().ToString("N"),
        Bytes(message),
        message.MessageAnnotations?[ScheduledEnqueueTime] is DateTime time
            ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))
            : null)
    {
        TimeToLive = message.Header?.Ttl is > 0 and var milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
    };

    // One data section and several come as different types.
    static IEnumerable<byte[]> Sections(Message message) => message.BodySection switch
    {
        Data data => [data.Binary],
        DataList list => Enumerable.Range(0, list.Count).Select(index => list[index].Binary),
        _ => [],
    };
}

/// <summary>A message on its way to a receiver; the lock's token becomes the delivery tag.</summary>
sealed class LockedDelivery(Guid token) : Message
{
    public Guid Token => token;
}
