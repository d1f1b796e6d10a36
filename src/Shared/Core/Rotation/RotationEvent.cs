using System.Text.Json.Serialization;
using OnCall.Core.Processes;

namespace OnCall.Core.Rotation;

/// <summary>What happened to the rotation. The names are on disk; the records are the audit trail.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(OverrideAdded), "override-added")]
[JsonDerivedType(typeof(OverrideRemoved), "override-removed")]
[JsonDerivedType(typeof(ShiftsSwapped), "shifts-swapped")]
public abstract record RotationEvent(DateTimeOffset At)
{
    public sealed record OverrideAdded(Override Override, DateTimeOffset At) : RotationEvent(At);

    public sealed record OverrideRemoved(int Number, Actor By, DateTimeOffset At) : RotationEvent(At);

    /// <param name="Overrides">What the swap comes to: two, and one more wherever the two change places.</param>
    public sealed record ShiftsSwapped(IReadOnlyList<Override> Overrides, Actor By, DateTimeOffset At) : RotationEvent(At);
}
