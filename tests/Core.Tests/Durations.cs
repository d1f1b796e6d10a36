namespace OnCall.Core.Tests;

/// <summary>Times as a story says them: "after 15 minutes".</summary>
static class Durations
{
    public static TimeSpan Minutes(this int minutes) => TimeSpan.FromMinutes(minutes);

    public static TimeSpan Hours(this int hours) => TimeSpan.FromHours(hours);
}
