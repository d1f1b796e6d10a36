using System.Text.Json.Serialization;

namespace OnCall.Core.Notices;

/// <summary>What happened to a notice. The names are on disk.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Announced), "announced")]
[JsonDerivedType(typeof(Settled), "settled")]
public abstract record NoticeEvent(DateTimeOffset At)
{
    public sealed record Announced(string What, string Advice, DateTimeOffset At) : NoticeEvent(At);

    public sealed record Settled(DateTimeOffset At) : NoticeEvent(At);
}
