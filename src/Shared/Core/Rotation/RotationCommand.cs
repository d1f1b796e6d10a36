using OnCall.Core.Effects;
using OnCall.Core.Processes;

namespace OnCall.Core.Rotation;

/// <summary>What is asked of the rotation. Every command carries the time at which it is asked.</summary>
public abstract record RotationCommand(DateTimeOffset Now)
{
    /// <param name="Stretch">Who takes which role, from when to when.</param>
    /// <param name="Why">In a few words; it is the audit trail.</param>
    public sealed record AddOverride(Stretch Stretch, string Why, Actor By, DateTimeOffset Now) : RotationCommand(Now);

    /// <summary>All parts of a swap at once, as they share a number. What has begun ends now.</summary>
    public sealed record RemoveOverride(int Number, Actor By, DateTimeOffset Now) : RotationCommand(Now);

    /// <summary>Two people exchange two shifts or parts of them. Where one of them stands in as the other's
    /// primary while being secondary (or the reverse), the two change places.</summary>
    /// <param name="First">What the first one gives: they hold the role all that time.</param>
    /// <param name="Second">What they get for it, which the second one holds.</param>
    public sealed record Swap(Stretch First, Stretch Second, string Why, Actor By, DateTimeOffset Now)
        : RotationCommand(Now);

    /// <summary>A neighbour refused an effect for good.</summary>
    public sealed record Refuse(Effect Effect, string Why, DateTimeOffset Now) : RotationCommand(Now);

    /// <summary>One of its effects was not needed any more when its turn came.</summary>
    public sealed record Overtaken(Effect Effect, string Why, DateTimeOffset Now) : RotationCommand(Now);

    public sealed record WakeUp(DateTimeOffset Now) : RotationCommand(Now);
}
