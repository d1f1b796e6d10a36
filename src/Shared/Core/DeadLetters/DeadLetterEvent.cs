using System.Text.Json.Serialization;
using OnCall.Core.Processes;

namespace OnCall.Core.DeadLetters;

/// <summary>What happened to a dead letter. The names are on disk.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Recorded), "recorded")]
[JsonDerivedType(typeof(Replayed), "replayed")]
public abstract record DeadLetterEvent(DateTimeOffset At)
{
    public sealed record Recorded(DeadMessage Message, DateTimeOffset At) : DeadLetterEvent(At);

    public sealed record Replayed(Actor By, DateTimeOffset At) : DeadLetterEvent(At);
}
