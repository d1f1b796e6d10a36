using System.Globalization;
using System.Text.RegularExpressions;
using OnCall.Core.Rotation;

namespace OnCall.Core.Text;

/// <summary>
/// Times as people type them in passing: "14:00", "tomorrow 9:00", "Friday 14:00", "2026-01-12 10:00", "2h". Without an
/// offset they are the team's; what becomes of a skipped or a repeated one, <see cref="OnCallZone.ToInstant"/> says.
/// </summary>
public sealed partial class TypedTimes(OnCallZone zone)
{
    /// <summary>How to write one: the end of a sentence that says what is wrong with another.</summary>
    public const string HowTo =
        "write 14:00, tomorrow 9:00, Friday 14:00 or 2026-01-12 10:00 (the team's time), or 2026-01-12T09:00Z";

    /// <summary>As <see cref="HowTo"/>.</summary>
    public const string HowToLast = "write a length such as 30m, 2h, 3d or 1h30m";

    const int DaysPerWeek = 7;
    const string Now = "now";
    static readonly string[] TimeFormats = ["H:mm", "HH:mm"];
    static readonly DayOfWeek[] Days = Enum.GetValues<DayOfWeek>();

    /// <summary>Null for what is none.</summary>
    /// <param name="after">A time of day, alone or with a weekday, is the next one after this instant.</param>
    public DateTimeOffset? Read(string text, DateTimeOffset now, DateTimeOffset after)
    {
        var words = text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [var one] when Is(one, Now) => now,
            [var one] => Instants.Read(one) ?? (TimeIn(one) is { } time ? NextOf(time, after) : null),
            [var day, var clock] when TimeIn(clock) is { } time => On(day, time, now, after),
            _ => null,
        };
    }

    /// <summary>Null for what is no length, or none to come.</summary>
    public static TimeSpan? ReadLength(string text)
    {
        var match = Length().Match(text);
        var length = match.Success
            ? TimeSpan.FromDays(Number(match.Groups["d"])) + TimeSpan.FromHours(Number(match.Groups["h"]))
                + TimeSpan.FromMinutes(Number(match.Groups["m"]))
            : TimeSpan.Zero;
        return length > TimeSpan.Zero ? length : null;
    }

    DateTimeOffset? On(string day, TimeOnly time, DateTimeOffset now, DateTimeOffset after)
    {
        var today = zone.DateAt(now);
        return Is(day, "today") ? zone.ToInstant(today, time)
            : Is(day, "tomorrow") ? zone.ToInstant(today.AddDays(1), time)
            : WeekdayIn(day) is { } weekday ? NextOf(time, after, weekday)
            // At the ends of the calendar a local time has no instant.
            : DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                && date.Year is > 1 and < 9999 ? zone.ToInstant(date, time)
            : null;
    }

    DateTimeOffset? NextOf(TimeOnly time, DateTimeOffset after, DayOfWeek? weekday = null)
    {
        var first = zone.DateAt(after);
        for (var day = first; day <= first.AddDays(DaysPerWeek); day = day.AddDays(1))
            if ((weekday is null || day.DayOfWeek == weekday) && zone.ToInstant(day, time) is var instant && instant > after)
                return instant;
        return null;
    }

    // "Friday", or as much of it as leaves no doubt.
    static DayOfWeek? WeekdayIn(string text) => text.Length < 3
        ? null
        : Days.Where(day => day.ToString().StartsWith(text, StringComparison.OrdinalIgnoreCase))
            .Select(day => (DayOfWeek?)day).FirstOrDefault();

    static TimeOnly? TimeIn(string text) =>
        TimeOnly.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    static bool Is(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    static int Number(Group digits) => digits.Success ? int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"^\s*((?<d>[0-9]{1,4})\s*d(ays?)?)?\s*((?<h>[0-9]{1,4})\s*h(ours?)?)?\s*((?<m>[0-9]{1,4})\s*m(in(utes?)?)?)?\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Length();
}
