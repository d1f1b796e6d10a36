using OnCall.Core.Policy;

namespace OnCall.Core.Rotation;

/// <summary>
/// Who is really on call: the rotation's calendar, and over it the overrides. Where two overrides of one role
/// overlap, which <see cref="RotationDecider"/> never lets happen, the later number counts.
/// </summary>
public sealed class OnCallSchedule(RotationCalendar calendar, IEnumerable<Override> overrides)
{
    // The highest number first, so that the first that holds is the one that counts.
    readonly List<Override> _overrides = [.. overrides.OrderByDescending(one => one.Number)];

    /// <summary>
    /// An override of somebody whom the policy does not know any more names nobody who could be paged, so
    /// the rotation counts; preflight says so.
    /// </summary>
    public static OnCallSchedule Of(OnCallPolicy policy, RotationCalendar calendar, IEnumerable<Override> overrides) =>
        new(calendar, overrides.Where(one => policy.Knows(one.Person)));

    /// <summary>As the calendar's, from one change of primary or secondary to the next.</summary>
    public Shift ShiftAt(DateTimeOffset instant)
    {
        var primary = TurnAt(OnCallRole.Primary, instant);
        var secondary = TurnAt(OnCallRole.Secondary, instant);
        return new Shift(
            primary.Person!.Value, // The calendar always names a primary, and so does every override.
            secondary.Person,
            Later(primary.From, secondary.From),
            Earlier(primary.Until, secondary.Until));
    }

    public OnCallTurn TurnAt(OnCallRole role, DateTimeOffset instant)
    {
        var shift = calendar.ShiftAt(instant);
        var counts = Counting(role, instant);
        var (from, until) = counts is null ? (shift.Start, shift.End) : (counts.From, counts.To);
        foreach (var other in _overrides)
            if (other.Role == role && (counts is null || other.Number > counts.Number))
            {
                from = other.To <= instant ? Later(from, other.To) : from;
                until = other.From > instant ? Earlier(until, other.From) : until;
            }

        return counts is null
            ? new OnCallTurn(
                role, role == OnCallRole.Primary ? shift.Primary : shift.Secondary, from, until, new OnCallWhy.Rotation())
            : new OnCallTurn(role, counts.Person, from, until, WhyOf(counts));
    }

    /// <summary>One turn after the other; the first may begin before <paramref name="from"/>, the last end later.</summary>
    public IEnumerable<OnCallTurn> Turns(OnCallRole role, DateTimeOffset from, DateTimeOffset until)
    {
        for (var at = from; at < until;)
        {
            var turn = TurnAt(role, at);
            yield return turn;
            at = turn.Until;
        }
    }

    /// <summary>Where one person would be primary and secondary at once, cut to the time asked for.</summary>
    public IEnumerable<DoubleShift> DoubleShifts(DateTimeOffset from, DateTimeOffset until)
    {
        for (var at = from; at < until;)
        {
            var shift = ShiftAt(at);
            var end = Earlier(shift.End, until);
            if (shift.Primary == shift.Secondary)
                yield return new DoubleShift(shift.Primary, at, end);
            at = end;
        }
    }

    Override? Counting(OnCallRole role, DateTimeOffset instant) =>
        _overrides.Find(one => one.Role == role && one.Holds(instant));

    static OnCallWhy WhyOf(Override one) => one.SwappedWith is { } with
        ? new OnCallWhy.Swapped(one, with)
        : new OnCallWhy.Overridden(one);

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
