using System.Diagnostics;
using System.Globalization;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;

namespace OnCall.Core.Handovers;

/// <summary>When which part of a handover is due: a calendar without a clock.</summary>
public sealed class HandoverTimes(OnCallPolicy policy, RotationCalendar calendar)
{
    /// <summary>
    /// When nobody opens a handover with a note, it opens without one: a draft that is filled in later is better than
    /// none.
    /// </summary>
    public static readonly TimeSpan OpensAloneAfter = TimeSpan.FromMinutes(2);

    readonly OnCallZone _zone = new(policy.Zone);
    readonly BusinessCalendar _business = new(policy.BusinessHours, new OnCallZone(policy.Zone));

    /// <summary>The local date: "2026-01-12". Stored, so never changed.</summary>
    public string IdOf(DateTimeOffset handover) => _zone.DateAt(handover).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The handover that began the shift of this instant.</summary>
    public DateTimeOffset Latest(DateTimeOffset instant) => calendar.ShiftAt(instant).Start;

    /// <summary>The handover after this instant.</summary>
    public DateTimeOffset Next(DateTimeOffset instant) => calendar.ShiftAt(instant).End;

    public bool IsHandover(DateTimeOffset instant) => Latest(instant) == instant;

    public bool IsOvertaken(Handover.Open open, DateTimeOffset now) => now >= Next(open.View.OpenedAt);

    /// <summary>When it opens by itself; one that is planned after its hour gets its time too.</summary>
    public static DateTimeOffset OpensAloneAt(Handover.Awaited awaited) =>
        (awaited.At > awaited.RemindedUpTo ? awaited.At : awaited.RemindedUpTo) + OpensAloneAfter;

    /// <summary>The latest reminder that is due and was not sent; null when none is.</summary>
    public DateTimeOffset? DueReminder(Handover.Awaited awaited, DateTimeOffset now) =>
        now >= awaited.At
            ? null
            : policy.Handover.Reminders.Select(reminder => (DateTimeOffset?)InstantOf(reminder, awaited.At))
                .Where(due => due <= now && due > awaited.RemindedUpTo)
                .Max();

    /// <summary>After <paramref name="nudges"/> nudges, when the next is due.</summary>
    /// <param name="now">When the last one was; hourly ones count from it.</param>
    public DateTimeOffset NextNudge(DateTimeOffset openedAt, int nudges, DateTimeOffset now) =>
        nudges < policy.Handover.NudgeAfter.Count ? openedAt + policy.Handover.NudgeAfter[nudges]
        : nudges == policy.Handover.NudgeAfter.Count ? openedAt + policy.Handover.TellOthersAfter
        : _business.NextOpen(now + policy.Handover.ThenEvery);

    /// <summary>After the note was posted again: once secondary and lead were told, nobody is asked at night.</summary>
    public DateTimeOffset NextNudgeAfterPosting(int nudges, DateTimeOffset now) => nudges <= policy.Handover.NudgeAfter.Count
        ? now + policy.Handover.ThenEvery
        : _business.NextOpen(now + policy.Handover.ThenEvery);

    /// <summary>How many nudges there have been when the one of now is sent: those that were slept through are not made up for.</summary>
    public int NudgesBy(HandoverView view, int before, DateTimeOffset now)
    {
        var due = policy.Handover.NudgeAfter.Append(policy.Handover.TellOthersAfter).Count(after => view.OpenedAt + after <= now);
        return Math.Max(before + 1, due);
    }

    public HandoverNudge Meaning(int nudge) =>
        nudge <= policy.Handover.NudgeAfter.Count ? HandoverNudge.AskIncoming
        : nudge == policy.Handover.NudgeAfter.Count + 1 ? HandoverNudge.TellOthers
        : HandoverNudge.AskAgain;

    DateTimeOffset InstantOf(HandoverReminder reminder, DateTimeOffset handover) => reminder switch
    {
        HandoverReminder.Before before => handover - before.Time,
        HandoverReminder.OnDay onDay => LastBefore(onDay, handover),
        _ => throw new UnreachableException($"No instant for {reminder}."),
    };

    DateTimeOffset LastBefore(HandoverReminder.OnDay reminder, DateTimeOffset handover)
    {
        var day = _zone.DateAt(handover);
        while (day.DayOfWeek != reminder.Day || _zone.ToInstant(day, reminder.At) >= handover)
            day = day.AddDays(-1);
        return _zone.ToInstant(day, reminder.At);
    }
}
