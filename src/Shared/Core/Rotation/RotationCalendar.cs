using OnCall.Core.Policy;

namespace OnCall.Core.Rotation;

/// <summary>
/// Who is on call at an instant: "Novalien on-call rotates weekly. One primary, one secondary. Handover is
/// Monday 10:00 local." A calendar without a clock.
/// </summary>
public sealed class RotationCalendar(RotationPolicy rotation, OnCallZone zone)
{
    const int DaysPerShift = 7;

    /// <summary>
    /// The order reaches back before the rotation's start as it does forward, so that there is always somebody.
    /// </summary>
    public Shift ShiftAt(DateTimeOffset instant)
    {
        var daysSinceStart = zone.DateAt(instant).DayNumber - rotation.Start.DayNumber;
        var week = (int)Math.Floor((double)daysSinceStart / DaysPerShift);

        // On a handover day before the handover hour, last week's shift is still running. And where clocks go
        // back over midnight (Newfoundland did), yesterday's date comes again after today's handover.
        if (instant < HandoverOf(week))
            return ShiftOf(week - 1);
        return ShiftOf(instant < HandoverOf(week + 1) ? week : week + 1);
    }

    Shift ShiftOf(int week) => new(
        PrimaryOf(week),
        rotation.Order.Count == 1 ? null : PrimaryOf(rotation.Secondary == SecondaryRule.Next ? week + 1 : week - 1),
        HandoverOf(week),
        HandoverOf(week + 1));

    DateTimeOffset HandoverOf(int week) =>
        zone.ToInstant(rotation.Start.AddDays(week * DaysPerShift), rotation.HandoverAt);

    PersonId PrimaryOf(int week)
    {
        var members = rotation.Order.Count;
        return rotation.Order[((week % members) + members) % members];
    }
}
