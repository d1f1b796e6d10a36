using System.Globalization;

namespace OnCall.Core.Text;

/// <summary>How long something took or is open, as a person would say it.</summary>
public static class Lasting
{
    /// <summary>"less than a minute", "12 min", "3 h", "3 h 5 min", "2 d 4 h".</summary>
    public static string Spoken(this TimeSpan duration) => duration switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{duration.Minutes} min"),
        { TotalDays: < 1, Minutes: 0 } => string.Create(CultureInfo.InvariantCulture, $"{duration.Hours} h"),
        { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{duration.Hours} h {duration.Minutes} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{duration.Days} d {duration.Hours} h"),
    };

    /// <summary>To the second: "45 s", "1 min 40 s", "2 min", "1 h 5 min 10 s". What is less than a second is left out.</summary>
    public static string Counted(this TimeSpan duration)
    {
        var parts = new[] { ((int)duration.TotalHours, "h"), (duration.Minutes, "min"), (duration.Seconds, "s") }
            .Where(part => part.Item1 > 0)
            .Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Item1} {part.Item2}"));
        return string.Join(' ', parts) is { Length: > 0 } text ? text : "0 s";
    }
}
