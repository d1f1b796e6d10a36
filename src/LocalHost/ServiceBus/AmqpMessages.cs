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

    public static IReadOnlyList<IncomingMessage> Incoming(Message sent) => sent.Format == BatchFormat
        ? [.. Sections(sent).Select(section => One(Decode(section)))]
        : [One(sent)];

    public static Message Decode(ReadOnlyMemory<byte> encoded)
    {
        var bytes = encoded.ToArray();
        return Message.Decode(new ByteBuffer(bytes, 0, bytes.Length, bytes.Length));
    }

    /// <summary>What goes out to the receiver that has the lock.</summary>
    public static LockedDelivery Outgoing(LockedMessage locked)
    {
        var stored = locked.Message;
        var sent = Decode(stored.Encoded);
        var delivery = new LockedDelivery(locked.Token)
        {
            Header = sent.Header ?? new Header(),
            MessageAnnotations = sent.MessageAnnotations ?? new MessageAnnotations(),
            Properties = sent.Properties ?? new Properties(),
            ApplicationProperties = sent.ApplicationProperties ?? new ApplicationProperties(),
            BodySection = sent.BodySection,
        };
        delivery.Header.DeliveryCount = (uint)stored.DeliveryCount;
        // Clients cannot settle a message that has no id; the service gives one, too.
        delivery.Properties.MessageId ??= stored.MessageId;
        foreach (var (name, value) in stored.Added)
            delivery.ApplicationProperties[name] = value;
        Annotate(delivery.MessageAnnotations, locked);
        return delivery;
    }

    /// <summary>The bytes of a body, also where the sender wrote a text instead.</summary>
    public static ReadOnlyMemory<byte> Body(Message message) => message.BodySection switch
    {
        AmqpValue { Value: string text } => Encoding.UTF8.GetBytes(text),
        AmqpValue { Value: byte[] bytes } => bytes,
        _ => Sections(message).SelectMany(section => section).ToArray(),
    };

    static void Annotate(MessageAnnotations annotations, LockedMessage locked)
    {
        annotations[new Symbol("x-opt-sequence-number")] = locked.Message.SequenceNumber;
        annotations[new Symbol("x-opt-enqueue-sequence-number")] = locked.Message.SequenceNumber;
        annotations[new Symbol("x-opt-enqueued-time")] = locked.Message.EnqueuedAt.UtcDateTime;
        annotations[new Symbol("x-opt-locked-until")] = locked.Until.UtcDateTime;
        annotations[new Symbol("x-opt-message-state")] = 0;
    }

    static IncomingMessage One(Message message)
    {
        var encoded = message.Encode();
        return new(
            Convert.ToString(message.Properties?.GetMessageId(), CultureInfo.InvariantCulture) is { Length: > 0 } id
                ? id
                : Guid.NewGuid().ToString("N"),
            encoded.Buffer.AsMemory(encoded.Offset, encoded.Length),
            message.MessageAnnotations?[ScheduledEnqueueTime] is DateTime time
                ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc))
                : null);
    }

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
