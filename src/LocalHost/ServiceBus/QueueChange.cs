using System.Text.Json.Serialization;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>What happened to a queue and has to be there again after a restart.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Kept), "kept")]
[JsonDerivedType(typeof(Gone), "gone")]
[JsonDerivedType(typeof(Seen), "seen")]
[JsonDerivedType(typeof(Numbered), "numbered")]
public abstract record QueueChange(string Queue)
{
    /// <summary>This is what the message is now, whatever it was.</summary>
    public sealed record Kept(string Queue, StoredMessage Message) : QueueChange(Queue);

    public sealed record Gone(string Queue, long SequenceNumber) : QueueChange(Queue);

    /// <summary>Another message of this id is a duplicate.</summary>
    public sealed record Seen(string Queue, string MessageId, DateTimeOffset At) : QueueChange(Queue);

    /// <summary>Numbers up to this one were given.</summary>
    public sealed record Numbered(string Queue, long Last) : QueueChange(Queue);
}
