using OnCall.Core.Policy;

namespace OnCall.Core.Rotation;

/// <summary>The part of the preflight that looks four weeks ahead for gaps and double shifts.</summary>
static class PreflightRota
{
    public static IEnumerable<(string Topic, PreflightFinding? Found)> Of(
        OnCallPolicy policy, IReadOnlyList<Override> overrides, DateTimeOffset now)
    {
        var zone = new OnCallZone(policy.Zone);
        var schedule = OnCallSchedule.Of(policy, new RotationCalendar(policy.Rotation, zone), overrides);
        var until = now + Preflight.LooksAhead;
        var both = schedule.DoubleShifts(now, until).ToLookup(shift => shift.Person);
        return
        [
            .. OnCallRoles.All.Select(role => Gap(role, schedule.Turns(role, now, until), zone, now)),
            .. policy.People.Select(person => Both(person, [.. both[person.Id]], schedule, zone)),
        ];
    }

    static (string, PreflightFinding?) Gap(OnCallRole role, IEnumerable<OnCallTurn> turns, OnCallZone zone, DateTimeOffset now)
    {
        var topic = $"gap-{role.Spoken()}";
        return (topic, turns.FirstOrDefault(turn => turn.Person is null) is not { } gap ? null : new PreflightFinding(
            topic, Severity.Warning,
            // What has begun is said the same each week, though each week has another beginning.
            gap.From <= now ? $"Nobody is {role.Spoken()} now." : $"Nobody is {role.Spoken()} from {zone.Show(gap.From)} on.",
            "Put a second person into rotation.order, or set an override."));
    }

    // The next one; those after it follow when it is over or mended.
    static (string, PreflightFinding?) Both(
        Person person, IReadOnlyList<DoubleShift> found, OnCallSchedule schedule, OnCallZone zone)
    {
        var topic = $"double-shift-{person.Id}";
        if (found.Count == 0)
            return (topic, null);
        // Not cut to what is looked at: tomorrow the same sentence is said of it.
        var shift = schedule.ShiftAt(found[0].From);
        var more = found.Count > 1 ? $" The same comes {found.Count - 1} times more within four weeks." : "";
        return (topic, new PreflightFinding(
            topic, Severity.Error,
            $"{person.Name} is primary and secondary at once from {zone.Show(shift.Start)} to {zone.Show(shift.End)}.",
            $"Set an override for one of the two roles, or remove one that stands.{more}"));
    }
}
