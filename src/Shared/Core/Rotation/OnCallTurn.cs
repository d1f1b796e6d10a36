using OnCall.Core.Policy;

namespace OnCall.Core.Rotation;

/// <summary>Who is on call in a role, from when until when, and why.</summary>
/// <param name="Person">Null when nobody is: a rotation of one has no secondary.</param>
/// <param name="Until">The next change, whatever its reason: a handover, an override's start or its end.</param>
public sealed record OnCallTurn(
    OnCallRole Role, PersonId? Person, DateTimeOffset From, DateTimeOffset Until, OnCallWhy Why);

public abstract record OnCallWhy
{
    OnCallWhy() { }

    /// <summary>It is their week.</summary>
    public sealed record Rotation : OnCallWhy;

    public sealed record Overridden(Override By) : OnCallWhy;

    /// <param name="With">Who would have been on call, or takes the other part of the swap.</param>
    public sealed record Swapped(Override By, PersonId With) : OnCallWhy;
}

/// <summary>One person in both roles: nobody takes over when they stay silent.</summary>
public sealed record DoubleShift(PersonId Person, DateTimeOffset From, DateTimeOffset Until);
