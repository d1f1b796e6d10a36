using System.Globalization;

namespace OnCall.Core.Triage;

/// <summary>A file in the folder of the reliability reports.</summary>
/// <param name="On">The date in its name; null when there is none.</param>
public sealed record ReliabilityReport(string Name, DateOnly? On, Uri Url, SoakReading Soak)
{
    const string DateFormat = "yyyy-MM-dd";

    /// <summary>The first date in a file's name: "2026-03-16-soak.md".</summary>
    public static DateOnly? DateIn(string name) => Enumerable.Range(0, Math.Max(0, name.Length - DateFormat.Length + 1))
        .Where(at => !IsDigit(name, at - 1) && !IsDigit(name, at + DateFormat.Length))
        .Select(at => DateOnly.TryParseExact(
            name.AsSpan(at, DateFormat.Length), DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date : (DateOnly?)null)
        .FirstOrDefault(date => date is not null);

    static bool IsDigit(string name, int at) => at >= 0 && at < name.Length && char.IsAsciiDigit(name[at]);
}

/// <summary>Whether a report tells of a soak that failed.</summary>
public abstract record SoakReading
{
    SoakReading() { }

    /// <param name="Line">The line that says so, as it stands there.</param>
    public sealed record Failed(string Line) : SoakReading;

    public sealed record NoneFailed : SoakReading;

    /// <param name="Why">A sentence.</param>
    public sealed record NotRead(string Why) : SoakReading;
}
