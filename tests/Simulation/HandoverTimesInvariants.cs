using OnCall.Core.Effects;
using OnCall.Core.Handovers;

namespace OnCall.Simulation;

/// <summary>When people are asked for the missing 👍: never before the time, once a time, and not at night.</summary>
static class HandoverTimesInvariants
{
    static readonly TimeSpan AWeek = TimeSpan.FromDays(7);

    public static IEnumerable<string> Check(World world, HandoverStream stream) =>
    [
        .. DeadlinesAreKept(world, stream),
        .. NudgesHaveTheirTime(world, stream),
        .. RemindersComeOnce(stream),
    ];

    // 3: acted on once, not early, not late, not after the event that lifted it.
    static IEnumerable<string> DeadlinesAreKept(World world, HandoverStream stream)
    {
        var next = world.Duty.NextAfter(stream.At);
        DateTimeOffset? due = null;
        foreach (var happened in stream.Events)
        {
            if (happened is HandoverEvent.Nudged or HandoverEvent.PostedAgain or HandoverEvent.Overtaken)
            {
                var deadline = happened is HandoverEvent.Overtaken ? next : due;
                if (deadline is null)
                    yield return $"{stream.Process}: {happened.GetType().Name} although no deadline stood.";
                else if (happened.At < deadline)
                    yield return $"{stream.Process}: {happened.GetType().Name} at {happened.At:O}, before {deadline:O}.";
                else if (Lateness.IsTooLate(world, deadline.Value, happened.At, Part.Storage, Part.Bus))
                    yield return $"{stream.Process}: {happened.GetType().Name} {happened.At - deadline} late.";
            }

            due = happened switch
            {
                HandoverEvent.Opened e => e.NextAt,
                HandoverEvent.Nudged e => e.NextAt,
                HandoverEvent.NoteRefused e => e.NextAt,
                HandoverEvent.PostedAgain e => e.NextAt,
                HandoverEvent.Acknowledged or HandoverEvent.Overtaken => null,
                _ => due,
            };
        }

        var missed = due < next ? due : due is null ? null : next;
        if (missed < world.Span.End - Lateness.AtMost)
            yield return $"{stream.Process}: the deadline {missed:O} was never acted on.";
    }

    static IEnumerable<string> NudgesHaveTheirTime(World world, HandoverStream stream)
    {
        foreach (var nudge in stream.Events.OfType<HandoverEvent.Nudged>().GroupBy(e => e.Nudges).Where(same => same.Count() > 1))
            yield return $"{stream.Process}: nudge {nudge.Key} was decided {nudge.Count()} times.";
        foreach (var seen in world.Slack.MessagesOf(stream.Process))
        {
            if (seen.Effect is not Effect.NudgeHandover nudge)
                continue;
            if (seen.At + world.Weather.Skew < nudge.View.OpenedAt + Earliest(nudge.Nudge))
                yield return $"{stream.Process}: {nudge.Nudge} at {seen.At:O}, too early.";
            if (seen.At > nudge.Until + world.Weather.Skew + Lateness.AtMost)
                yield return $"{stream.Process}: a nudge at {seen.At:O}, when the next one was due.";
            if (nudge.Nudge == HandoverNudge.AskAgain && !IsBusiness(world, nudge.At))
                yield return $"{stream.Process}: people were asked at {world.Duty.LocalAt(nudge.At):ddd HH:mm}.";
        }
    }

    // As the policy that ships says it.
    static TimeSpan Earliest(HandoverNudge nudge) => TimeSpan.FromMinutes(nudge switch
    {
        HandoverNudge.AskIncoming => 15,
        HandoverNudge.TellOthers => 60,
        _ => 120,
    });

    // Nine to five; a nudge that was due just before five may be said late.
    static bool IsBusiness(World world, DateTimeOffset at)
    {
        var local = world.Duty.LocalAt(at);
        var until = new TimeSpan(17, 0, 0) + Lateness.AtMost;
        return local.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
            && (local.TimeOfDay >= new TimeSpan(9, 0, 0))
            && (local.TimeOfDay < until || world.Outages.AnyBetween(at.AddHours(-1), at, Part.Storage, Part.Bus));
    }

    static IEnumerable<string> RemindersComeOnce(HandoverStream stream)
    {
        var reminders = stream.Events.OfType<HandoverEvent.Reminded>().ToList();
        foreach (var twice in reminders.GroupBy(e => e.Due).Where(same => same.Count() > 1))
            yield return $"{stream.Process}: the reminder of {twice.Key:O} was decided {twice.Count()} times.";
        foreach (var reminder in reminders.Where(e => e.At < e.Due || e.At >= stream.At || stream.At - e.Due > AWeek))
            yield return $"{stream.Process}: the reminder of {reminder.Due:O} came at {reminder.At:O}.";
    }
}
