using System.Text.Json.Serialization;

namespace OnCall.Core.DeadLetters;

/// <summary>A message that could not be handled as often as it came. The names are on disk.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Waiting), "waiting")]
[JsonDerivedType(typeof(Replayed), "replayed")]
public abstract record DeadLetter
{
    DeadLetter() { }

    public sealed record None : DeadLetter;

    /// <summary>Recorded, and not replayed yet.</summary>
    public sealed record Waiting(DeadMessage Message, DateTimeOffset At) : DeadLetter;

    public sealed record Replayed : DeadLetter;
}

/// <param name="Knock">Whom it was for; null when its body is no wake-up.</param>
/// <param name="Body">Its beginning, for people.</param>
/// <param name="Why">In the bus's words, as far as they reached us.</param>
public sealed record DeadMessage(DeadKnock? Knock, string Body, string? Why);

/// <summary>What a wake-up said: enough to send it anew.</summary>
public sealed record DeadKnock(string Process, long Version);
