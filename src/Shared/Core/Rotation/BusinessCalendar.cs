using OnCall.Core.Policy;

namespace OnCall.Core.Rotation;

/// <summary>When the team is at work: a calendar without a clock.</summary>
public sealed class BusinessCalendar(BusinessHours hours, OnCallZone zone)
{
    const int MaxDaysAhead = 366;

    /// <summary>The instant itself when business is open, otherwise the next opening; itself when it never opens again.</summary>
    public DateTimeOffset NextOpen(DateTimeOffset instant)
    {
        var today = zone.DateAt(instant);
        for (var day = today; day <= today.AddDays(MaxDaysAhead); day = day.AddDays(1))
            if (hours.Days.Contains(day.DayOfWeek) && !hours.Holidays.Contains(day) && instant < zone.ToInstant(day, hours.To))
            {
                var opens = zone.ToInstant(day, hours.From);
                return opens > instant ? opens : instant;
            }

        return instant;
    }
}
