using System.Globalization;

namespace OnCall.Functions.Hosting;

/// <summary>Lengths of time as people write them into a request.</summary>
static class Durations
{
    /// <summary>How to write one: the end of a sentence that says what is wrong with another.</summary>
    public const string HowTo = "write hours, minutes and seconds, such as 02:00:00, with days before them 3.00:00:00";

    /// <summary>Null for what is none, or none to come.</summary>
    public static TimeSpan? Read(string text) =>
        TimeSpan.TryParseExact(text.Trim(), "c", CultureInfo.InvariantCulture, out var duration)
        && duration > TimeSpan.Zero
            ? duration
            : null;
}
