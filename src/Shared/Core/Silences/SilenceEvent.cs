using System.Text.Json.Serialization;

namespace OnCall.Core.Silences;

/// <summary>What happened to known alerts. The names are on disk; the records are the audit trail.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Added), "added")]
[JsonDerivedType(typeof(Lifted), "lifted")]
public abstract record SilenceEvent(DateTimeOffset At)
{
    public sealed record Added(KnownAlert Known, DateTimeOffset At) : SilenceEvent(At);

    /// <param name="At">When it was recorded: after the end when the clock was noticed late.</param>
    public sealed record Lifted(LiftedAlert Alert, DateTimeOffset At) : SilenceEvent(At);
}
