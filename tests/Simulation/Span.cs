using OnCall.Core.Policy;
using OnCall.Core.Rotation;

namespace OnCall.Simulation;

/// <summary>From when until when a world is played.</summary>
/// <param name="CalmFrom">From then on nothing goes wrong any more, so that at the end everything has come to its end.</param>
sealed record Span(DateTimeOffset Start, DateTimeOffset CalmFrom, DateTimeOffset End)
{
    static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    /// <summary>How long before a handover the clock begins to tick each minute.</summary>
    public TimeSpan TicksBefore { get; init; } = TimeSpan.FromMinutes(65);

    /// <summary>How long after a handover it still ticks each minute, should it be open; then now and then.</summary>
    public TimeSpan TicksAfter { get; init; } = TimeSpan.FromHours(4);

    /// <summary>How long before and after a reminder it ticks each minute.</summary>
    public TimeSpan TicksAroundReminder { get; init; } = TimeSpan.FromMinutes(8);

    /// <summary>A week, and the Monday's handover after it.</summary>
    public static Span Week(OnCallPolicy policy)
    {
        var monday = new OnCallZone(policy.Zone).ToInstant(World.FirstMonday.AddDays(7), policy.Rotation.HandoverAt);
        // Two thousand of them are played with each build: fewer ticks.
        return new(monday.AddDays(-7), monday.AddHours(2.2), monday.AddHours(2.2) + Quiet)
        {
            TicksBefore = TimeSpan.FromMinutes(2),
            TicksAfter = TimeSpan.FromMinutes(5),
            TicksAroundReminder = TimeSpan.FromMinutes(2.5),
        };
    }

    /// <summary>Two and a half hours of a Tuesday, by turns in business hours and before them.</summary>
    public static Span Hours(OnCallPolicy policy, int seed)
    {
        var start = new OnCallZone(policy.Zone).ToInstant(World.FirstMonday.AddDays(1), new TimeOnly(seed % 2 == 0 ? 6 : 10, 0));
        return new(start, start.AddHours(2), start.AddHours(2.5));
    }

    /// <summary>52 Mondays, from the Sunday before the first to the last Sunday.</summary>
    public static Span Year(OnCallPolicy policy)
    {
        var zone = new OnCallZone(policy.Zone);
        var noon = new TimeOnly(12, 0);
        var end = zone.ToInstant(World.FirstMonday.AddDays((52 * 7) - 1), noon);
        return new(zone.ToInstant(World.FirstMonday.AddDays(-1), noon), end - Quiet, end);
    }
}
