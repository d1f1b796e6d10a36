namespace OnCall.Core.Policy;

/// <summary>How a handover is prepared, and what happens while its 👍 is missing. May be left out of the file.</summary>
/// <param name="Reminders">When the outgoing primary is reminded, with the draft.</param>
/// <param name="NudgeAfter">When the incoming primary is nudged, counted from the opening; ascending.</param>
/// <param name="TellOthersAfter">When secondary and lead are told; later than every nudge.</param>
/// <param name="ThenEvery">How often it is said again after that, in business hours.</param>
public sealed record HandoverPolicy(
    IReadOnlyList<HandoverReminder> Reminders,
    IReadOnlyList<TimeSpan> NudgeAfter,
    TimeSpan TellOthersAfter,
    TimeSpan ThenEvery,
    HandoverCover UntilAcknowledged)
{
    public static readonly HandoverPolicy Standard = new(
        [new HandoverReminder.OnDay(DayOfWeek.Friday, new TimeOnly(16, 0)), new HandoverReminder.Before(TimeSpan.FromHours(1))],
        [TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30)],
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(1),
        HandoverCover.Outgoing);
}

/// <summary>When the outgoing primary is reminded that a handover comes.</summary>
public abstract record HandoverReminder
{
    HandoverReminder() { }

    /// <summary>On the last such day before the handover, by the team's clock.</summary>
    public sealed record OnDay(DayOfWeek Day, TimeOnly At) : HandoverReminder;

    public sealed record Before(TimeSpan Time) : HandoverReminder;
}

/// <summary>Who is responsible from the handover hour until the 👍.</summary>
public enum HandoverCover
{
    Outgoing,
    Incoming,
}
