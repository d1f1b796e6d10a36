using System.Diagnostics;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using OnCall.Engine.Rotation;

namespace OnCall.Functions.OnCallNow;

/// <summary>Answers who is on call, by the rotation and the overrides that are stored.</summary>
sealed class WhoIsOnCall(OnCallPolicy policy, RotationCalendar calendar, StoredOverrides overrides)
{
    readonly OnCallZone _zone = new(policy.Zone);

    public OnCallAnswer At(DateTimeOffset at)
    {
        var schedule = OnCallSchedule.Of(policy, calendar, overrides.Current);
        return new OnCallAnswer(
            at, policy.Zone, overrides.ReadAt,
            Answer(schedule.TurnAt(OnCallRole.Primary, at)), Answer(schedule.TurnAt(OnCallRole.Secondary, at)));
    }

    TurnAnswer Answer(OnCallTurn turn) => new(
        turn.Person is { } person ? PersonAnswer.Of(policy, person) : null,
        turn.From, turn.Until, Answer(turn.Why), turn.Say(policy, _zone));

    WhyAnswer Answer(OnCallWhy why) => why switch
    {
        OnCallWhy.Rotation => new("rotation"),
        OnCallWhy.Overridden { By: var one } => new("override", one.Number, one.By.Name, one.Why),
        OnCallWhy.Swapped { By: var one, With: var with } =>
            new("swap", one.Number, one.By.Name, one.Why, PersonAnswer.Of(policy, with)),
        _ => throw new UnreachableException($"No answer for {why}."),
    };
}
