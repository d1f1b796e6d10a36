using System.Text.Json.Serialization;
using OnCall.Core.Processes;

namespace OnCall.Core.Impersonations;

/// <summary>What happened to grants. The names are on disk; the records are the audit trail.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Recorded), "recorded")]
[JsonDerivedType(typeof(Ended), "ended")]
public abstract record GrantEvent(DateTimeOffset At)
{
    public sealed record Recorded(Grant Grant, Actor By, DateTimeOffset At) : GrantEvent(At);

    public sealed record Ended(string Id, Actor By, DateTimeOffset At) : GrantEvent(At);
}
