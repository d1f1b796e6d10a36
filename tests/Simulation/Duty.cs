using System.Globalization;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;
using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>
/// Who is really primary: worked out from the policy's order and the overrides, apart from the rules that are played.
/// All workers see an override at once.
/// </summary>
sealed class Duty(OnCallPolicy policy) : IOverrides
{
    static readonly TimeSpan Shortest = TimeSpan.FromTicks(1);

    readonly OnCallZone _zone = new(policy.Zone);
    readonly List<Override> _overrides = [];

    public IReadOnlyList<Override> Current => _overrides;

    public IReadOnlyList<Person> People => policy.People;

    /// <summary>10:00 on the Monday of that number, by the wall clock.</summary>
    public DateTimeOffset HandoverOf(int week) =>
        _zone.ToInstant(policy.Rotation.Start.AddDays(week * 7), policy.Rotation.HandoverAt);

    public DateTimeOffset HandoverOf(ProcessId handover) => _zone.ToInstant(
        DateOnly.ParseExact(handover.Id, "yyyy-MM-dd", CultureInfo.InvariantCulture), policy.Rotation.HandoverAt);

    public ProcessId ProcessOf(DateTimeOffset handover) => ProcessId.Of(
        "handover", _zone.DateAt(handover).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public IEnumerable<DateTimeOffset> HandoversBetween(DateTimeOffset from, DateTimeOffset until)
    {
        for (var week = WeekOf(from) + 1; HandoverOf(week) < until; week++)
            yield return HandoverOf(week);
    }

    public DateTimeOffset LatestBefore(DateTimeOffset instant) => HandoverOf(WeekOf(instant));

    public DateTimeOffset NextAfter(DateTimeOffset instant) => HandoverOf(WeekOf(instant) + 1);

    public DateTimeOffset LocalAt(DateTimeOffset instant) => _zone.LocalAt(instant);

    /// <param name="asOf">What was set later does not count.</param>
    public Person PrimaryAt(DateTimeOffset instant, DateTimeOffset? asOf = null)
    {
        for (var i = _overrides.Count - 1; i >= 0; i--)
            if (_overrides[i].Holds(instant) && !(_overrides[i].At > asOf))
                return policy[_overrides[i].Person];
        var order = policy.Rotation.Order;
        return policy[order[((WeekOf(instant) % order.Count) + order.Count) % order.Count]];
    }

    /// <summary>The last to be primary before it.</summary>
    public Person OutgoingOf(DateTimeOffset handover, DateTimeOffset? asOf = null) => PrimaryAt(handover - Shortest, asOf);

    /// <summary>Everybody whose 👍 counted at some time between.</summary>
    public HashSet<Person> IncomingBetween(DateTimeOffset handover, DateTimeOffset from, DateTimeOffset to) =>
    [
        .. _overrides.SelectMany(one => new[] { one.From, one.To }).Where(at => from < at && at < to).Append(from).Append(to)
            .Select(at => PrimaryAt(at > handover ? at : handover)),
    ];

    public Override Take(Person person, DateTimeOffset now, DateTimeOffset until)
    {
        var taken = new Override(
            _overrides.Count + 1, new Stretch(OnCallRole.Primary, person.Id, now, until), Actor.Of(person), now, "A dentist.");
        _overrides.Add(taken);
        return taken;
    }

    int WeekOf(DateTimeOffset instant)
    {
        var week = (int)Math.Floor((_zone.DateAt(instant).DayNumber - policy.Rotation.Start.DayNumber) / 7.0);
        return instant < HandoverOf(week) ? week - 1 : week;
    }
}
