using System.Globalization;
using OnCall.Core.Rotation;
using OnCall.Core.Text;

namespace OnCall.Core.Tests.Text;

/// <summary>Times as people type them: each becomes one instant, or none.</summary>
public class TypedTimesTests
{
    // Tuesday, 09:42 in Berlin.
    const string Tuesday = "2026-01-06T08:42Z";

    [Theory]
    [InlineData("now", Tuesday, "2026-01-06T08:42Z")]
    [InlineData("14:00", Tuesday, "2026-01-06T13:00Z")] // still to come today
    [InlineData("9:00", Tuesday, "2026-01-07T08:00Z")] // past: tomorrow's
    [InlineData("09:42", Tuesday, "2026-01-07T08:42Z")] // this very minute is not to come
    [InlineData("0:00", Tuesday, "2026-01-06T23:00Z")] // the next midnight
    [InlineData("today 14:00", Tuesday, "2026-01-06T13:00Z")]
    [InlineData("today 9:00", Tuesday, "2026-01-06T08:00Z")] // said so: it is for the rules to refuse what is past
    [InlineData("tomorrow 9:00", Tuesday, "2026-01-07T08:00Z")]
    [InlineData("Tomorrow  09:00 ", Tuesday, "2026-01-07T08:00Z")]
    [InlineData("Friday 14:00", Tuesday, "2026-01-09T13:00Z")]
    [InlineData("fri 14:00", Tuesday, "2026-01-09T13:00Z")]
    [InlineData("thurs 14:00", Tuesday, "2026-01-08T13:00Z")]
    [InlineData("Tuesday 14:00", Tuesday, "2026-01-06T13:00Z")] // today, still to come
    [InlineData("Tuesday 9:00", Tuesday, "2026-01-13T08:00Z")] // today's is over
    [InlineData("2026-01-12 10:00", Tuesday, "2026-01-12T09:00Z")]
    [InlineData("2026-07-13 10:00", Tuesday, "2026-07-13T08:00Z")] // summer time then
    [InlineData("2026-01-12T09:00Z", Tuesday, "2026-01-12T09:00Z")]
    [InlineData("2026-01-12T10:00+01:00", Tuesday, "2026-01-12T09:00Z")]
    // Clocks go forward on 29 March, over 02:30: the first instant after the gap.
    [InlineData("2:30", "2026-03-28T12:00Z", "2026-03-29T01:00Z")]
    [InlineData("Sunday 2:30", "2026-03-28T12:00Z", "2026-03-29T01:00Z")]
    [InlineData("tomorrow 10:00", "2026-03-28T12:00Z", "2026-03-29T08:00Z")] // and summer time after it
    // Clocks go back on 25 October, and 02:30 comes twice: the first.
    [InlineData("2:30", "2026-10-24T12:00Z", "2026-10-25T00:30Z")]
    [InlineData("2:30", "2026-10-25T00:45Z", "2026-10-26T01:30Z")] // its first occurrence is over: the next day's
    [InlineData("tomorrow 0:30", "2026-01-06T23:30Z", "2026-01-07T23:30Z")] // after midnight in Berlin, before it in UTC
    public void A_time_becomes_the_instant_that_its_writer_means(string text, string now, string instant) =>
        Assert.Equal(At(instant), Read(text, now));

    [Theory]
    [InlineData("17:00", "2026-01-07T16:00Z")] // the end of a stretch that begins tomorrow
    [InlineData("8:00", "2026-01-08T07:00Z")]
    [InlineData("Wednesday 8:00", "2026-01-14T07:00Z")] // the week after, as the stretch begins at nine on that day
    [InlineData("tomorrow 10:00", "2026-01-07T09:00Z")] // counts from today, always
    public void A_time_of_day_is_the_next_one_after_what_it_ends(string text, string instant) =>
        Assert.Equal(At(instant), new TypedTimes(new OnCallZone("Europe/Berlin")).Read(text, At(Tuesday), At("2026-01-07T08:00Z")));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("14")]
    [InlineData("25:00")]
    [InlineData("24:00")]
    [InlineData("9:60")]
    [InlineData("2 pm")]
    [InlineData("Friday")] // at which hour?
    [InlineData("tomorrow")]
    [InlineData("2026-01-12")]
    [InlineData("T 9:00")] // Tuesday or Thursday?
    [InlineData("Fr 9:00")]
    [InlineData("2026-02-30 10:00")]
    [InlineData("2026-01-12T10:00")] // as an instant, but in whose zone?
    [InlineData("9999-12-31 23:59")] // the ends of the calendar
    [InlineData("0001-01-01 00:00")]
    [InlineData("9999-12-31T23:59-14:00")]
    [InlineData("14:00 firmware update")]
    public void What_leaves_a_doubt_is_none(string text) => Assert.Null(Read(text, Tuesday));

    [Theory]
    [InlineData("30m", "00:30:00")]
    [InlineData("2h", "02:00:00")]
    [InlineData("3d", "3.00:00:00")]
    [InlineData("1h30m", "01:30:00")]
    [InlineData("1d 12h", "1.12:00:00")]
    [InlineData("90 minutes", "01:30:00")]
    [InlineData("2 Hours", "02:00:00")]
    [InlineData("1 day", "1.00:00:00")]
    [InlineData("9999d", "9999.00:00:00")] // for the rules to refuse
    [InlineData("", null)]
    [InlineData("0h", null)]
    [InlineData("-2h", null)]
    [InlineData("2", null)] // of what?
    [InlineData("30m 2h", null)]
    [InlineData("1.5h", null)]
    [InlineData("10000d", null)]
    [InlineData("2 weeks", null)]
    public void A_length_is_days_hours_and_minutes(string text, string? length) => Assert.Equal(
        length is null ? null : TimeSpan.ParseExact(length, "c", CultureInfo.InvariantCulture), TypedTimes.ReadLength(text));

    static DateTimeOffset? Read(string text, string now) =>
        new TypedTimes(new OnCallZone("Europe/Berlin")).Read(text, At(now), after: At(now));

    static DateTimeOffset At(string instant) => Instants.Read(instant)!.Value;
}
