using OnCall.Core.Policy;

namespace OnCall.Core.Rotation;

/// <summary>When the team is at work: a calendar without a clock.</summary>
public sealed class BusinessCalendar(BusinessHours hours, OnCallZone zone)
{
    const int MaxDaysAhead = 366;

    /// <summary>The instant itself when business is open, otherwise the next opening; itself when it never opens again.</summary>
    public DateTimeOffset NextOpen(DateTimeOffset instant)
    {
        foreach (var (opens, closes) in DaysFrom(instant))
            if (instant < closes)
                return opens > instant ? opens : instant;

        return instant;
    }

    /// <summary>The first opening after the instant, also when business is open then; itself when it never opens again.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset instant)
    {
        foreach (var (opens, _) in DaysFrom(instant))
            if (opens > instant)
                return opens;

        return instant;
    }

    IEnumerable<(DateTimeOffset Opens, DateTimeOffset Closes)> DaysFrom(DateTimeOffset instant)
    {
        var today = zone.DateAt(instant);
        for (var day = today; day <= today.AddDays(MaxDaysAhead); day = day.AddDays(1))
            if (hours.Days.Contains(day.DayOfWeek) && !hours.Holidays.Contains(day)
                && (zone.ToInstant(day, hours.From), zone.ToInstant(day, hours.To)) is var (opens, closes)
                // Hours that the clocks skip altogether are no business hours.
                && opens < closes)
                yield return (opens, closes);
    }
}
