using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;

namespace OnCall.Core.Handovers;

/// <summary>Who hands over to whom, by the rotation and its overrides at the moment of asking.</summary>
public sealed class HandoverRoster(OnCallPolicy policy, RotationCalendar calendar, IOverrides? overrides = null)
{
    readonly IOverrides _overrides = overrides ?? new NoOverrides();

    /// <param name="handover">The instant of the handover.</param>
    /// <param name="now">Whoever is primary now, or will be when it begins, is the incoming one.</param>
    public HandoverParties At(DateTimeOffset handover, DateTimeOffset now)
    {
        var schedule = OnCallSchedule.Of(policy, calendar, _overrides.Current);
        var then = now > handover ? now : handover;
        return new HandoverParties(
            PersonIn(schedule, OnCallRole.Primary, handover - TimeSpan.FromTicks(1))!,
            PersonIn(schedule, OnCallRole.Primary, then)!, // The rotation always names a primary.
            PersonIn(schedule, OnCallRole.Secondary, then),
            policy.Escalation.FirstOrDefault(step => step.Role == EscalationRole.Lead)?.Person is { } lead ? policy[lead] : null);
    }

    Person? PersonIn(OnCallSchedule schedule, OnCallRole role, DateTimeOffset at) =>
        schedule.TurnAt(role, at).Person is { } person ? policy[person] : null;
}
