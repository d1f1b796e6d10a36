using System.Text.Json.Serialization;

namespace OnCall.Core.Archive;

/// <summary>What happened to the archive. The names are on disk.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Kept), "kept")]
public abstract record ArchiveEvent(DateTimeOffset At)
{
    public sealed record Kept(ClosedIncident Closed, DateTimeOffset At) : ArchiveEvent(At);
}
