using System.Text.Json.Serialization;
using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Rotation;

/// <summary>Somebody in a role for a time.</summary>
/// <param name="To">The first instant that does not belong to it any more.</param>
public sealed record Stretch(OnCallRole Role, PersonId Person, DateTimeOffset From, DateTimeOffset To);

/// <summary>Somebody takes a role from the rotation for a time; effective the moment it is stored.</summary>
/// <param name="Number">Names it for people, and is never given again; the parts of one swap share theirs.</param>
/// <param name="At">When it was set.</param>
/// <param name="Why">In the words of whoever set it.</param>
/// <param name="SwappedWith">The other of the two when it is part of a swap; otherwise null.</param>
public sealed record Override(
    int Number, Stretch Stretch, Actor By, DateTimeOffset At, string Why, PersonId? SwappedWith = null)
{
    [JsonIgnore]
    public OnCallRole Role => Stretch.Role;

    [JsonIgnore]
    public PersonId Person => Stretch.Person;

    [JsonIgnore]
    public DateTimeOffset From => Stretch.From;

    [JsonIgnore]
    public DateTimeOffset To => Stretch.To;

    public bool Holds(DateTimeOffset instant) => From <= instant && instant < To;
}

/// <summary>The overrides as they stand now, for those who only ask who is on call.</summary>
public interface IOverrides
{
    IReadOnlyList<Override> Current { get; }
}

/// <summary>The rotation alone.</summary>
public sealed class NoOverrides : IOverrides
{
    public IReadOnlyList<Override> Current => [];
}
