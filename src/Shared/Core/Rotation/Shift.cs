using OnCall.Core.Policy;

namespace OnCall.Core.Rotation;

/// <summary>One week on call, from one handover to the next.</summary>
/// <param name="Secondary">Null when the rotation has one member only: nobody is their own backup.</param>
/// <param name="End">The next handover; it belongs to the next shift.</param>
public sealed record Shift(PersonId Primary, PersonId? Secondary, DateTimeOffset Start, DateTimeOffset End);
