using System.Globalization;

namespace OnCall.LocalHost.Drills;

static class DrillClock
{
    /// <summary>"15:00": minutes and seconds, as an incident counts them.</summary>
    public static string Show(TimeSpan after) => string.Create(
        CultureInfo.InvariantCulture, $"{(int)after.TotalMinutes:00}:{after.Seconds:00}");
}
