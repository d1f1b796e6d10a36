using System.Globalization;
using NodaTime;

namespace OnCall.Core.Rotation;

/// <summary>
/// The one place where the team's local time becomes an instant. NodaTime's own time zone database is used,
/// so the machine's zone and its zone files change nothing.
/// </summary>
public sealed class OnCallZone
{
    readonly DateTimeZone _zone;

    /// <exception cref="ArgumentException">The name is not in the IANA time zone database.</exception>
    public OnCallZone(string name) =>
        _zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(name)
            ?? throw new ArgumentException($"'{name}' is not an IANA time zone.", nameof(name));

    public string Name => _zone.Id;

    public static bool Knows(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is not null;

    /// <summary>
    /// A skipped time (spring) becomes the first instant after the gap; a repeated time (autumn) its first
    /// occurrence. A handover therefore never happens twice and never disappears.
    /// </summary>
    public DateTimeOffset ToInstant(DateOnly date, TimeOnly time)
    {
        var mapping = _zone.MapLocal(LocalDate.FromDateOnly(date) + LocalTime.FromTimeOnly(time));
        var instant = mapping.Count == 0 ? mapping.LateInterval.Start : mapping.First().ToInstant();
        return instant.ToDateTimeOffset();
    }

    /// <summary>The same instant, as the team's wall clock and calendar show it.</summary>
    public DateTimeOffset LocalAt(DateTimeOffset instant) =>
        Instant.FromDateTimeOffset(instant).InZone(_zone).ToDateTimeOffset();

    /// <summary>
    /// For people, and never in doubt: "Mon 2026-01-12 10:00 +01:00". At the ends of the calendar, where local
    /// time has no date any more, as it was given.
    /// </summary>
    public string Show(DateTimeOffset instant)
    {
        var shown = instant.UtcDateTime.Year is > 1 and < 9999 ? LocalAt(instant) : instant;
        return shown.ToString("ddd yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
    }

    public DateOnly DateAt(DateTimeOffset instant) => DateOnly.FromDateTime(LocalAt(instant).DateTime);
}
