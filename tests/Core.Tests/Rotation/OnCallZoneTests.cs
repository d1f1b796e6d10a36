using System.Globalization;
using OnCall.Core.Rotation;

namespace OnCall.Core.Tests.Rotation;

public class OnCallZoneTests
{
    [Theory]
    [InlineData("Europe/Berlin", "2026-03-23", "10:00", "2026-03-23T09:00Z")] // winter time
    [InlineData("Europe/Berlin", "2026-03-30", "10:00", "2026-03-30T08:00Z")] // the Monday after clocks went forward
    [InlineData("Europe/Berlin", "2026-10-19", "10:00", "2026-10-19T08:00Z")] // summer time
    [InlineData("Europe/Berlin", "2026-10-26", "10:00", "2026-10-26T09:00Z")] // the Monday after clocks went back
    [InlineData("America/Chicago", "2026-03-02", "10:00", "2026-03-02T16:00Z")] // winter time
    [InlineData("America/Chicago", "2026-03-09", "10:00", "2026-03-09T15:00Z")] // forward on 8 March, three weeks before Berlin
    [InlineData("America/Chicago", "2026-10-26", "10:00", "2026-10-26T15:00Z")] // still summer: Berlin has gone back already
    [InlineData("America/Chicago", "2026-11-02", "10:00", "2026-11-02T16:00Z")] // back on 1 November
    [InlineData("Australia/Lord_Howe", "2026-03-30", "10:00", "2026-03-29T23:00Z")] // summer, +11:00: still Sunday in UTC
    [InlineData("Australia/Lord_Howe", "2026-04-06", "10:00", "2026-04-05T23:30Z")] // winter, +10:30: half an hour back
    [InlineData("Australia/Lord_Howe", "2026-09-28", "10:00", "2026-09-27T23:30Z")] // winter
    [InlineData("Australia/Lord_Howe", "2026-10-05", "10:00", "2026-10-04T23:00Z")] // half an hour forward on 4 October
    public void The_handover_hour_is_local(string zone, string date, string time, string instant) =>
        Assert.Equal(At(instant), InstantOf(zone, date, time));

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", "02:00", "2026-03-29T01:00Z")] // first skipped minute
    [InlineData("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00Z")] // in the middle of the gap
    [InlineData("Europe/Berlin", "2026-03-29", "02:59", "2026-03-29T01:00Z")] // its last minute
    [InlineData("Europe/Berlin", "2026-03-29", "03:00", "2026-03-29T01:00Z")] // the first time that exists again
    [InlineData("America/Chicago", "2026-03-08", "02:30", "2026-03-08T08:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30Z")] // a gap of half an hour
    [InlineData("Pacific/Apia", "2011-12-30", "10:00", "2011-12-30T10:00Z")] // the whole day was skipped
    public void A_skipped_time_becomes_the_first_instant_after_the_gap(string zone, string date, string time, string instant) =>
        Assert.Equal(At(instant), InstantOf(zone, date, time));

    [Theory]
    [InlineData("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30Z")]
    [InlineData("America/Chicago", "2026-11-01", "01:30", "2026-11-01T06:30Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04T14:45Z")] // half an hour happens twice
    public void A_repeated_time_means_its_first_occurrence(string zone, string date, string time, string instant) =>
        Assert.Equal(At(instant), InstantOf(zone, date, time));

    [Theory]
    [InlineData("Europe/Berlin", "2026-01-06T23:30Z", "2026-01-07T00:30+01:00")] // tomorrow already
    [InlineData("Australia/Lord_Howe", "2026-01-06T12:00Z", "2026-01-06T23:00+11:00")]
    [InlineData("America/Chicago", "2026-07-06T03:00Z", "2026-07-05T22:00-05:00")] // still yesterday
    public void An_instant_is_shown_as_the_teams_wall_clock_shows_it(string zone, string instant, string local) =>
        Assert.Equal(At(local).ToString("o"), new OnCallZone(zone).LocalAt(At(instant)).ToString("o"));

    [Theory]
    [InlineData("Europe/Berlin", "2026-10-25T00:30Z", "Sun 2026-10-25 02:30 +02:00")] // comes twice that night: which one is meant, is seen
    [InlineData("Europe/Berlin", "2026-10-25T01:30Z", "Sun 2026-10-25 02:30 +01:00")]
    [InlineData("America/Chicago", "0001-01-01T00:00Z", "Mon 0001-01-01 00:00 +00:00")] // local time would be in the year 0
    [InlineData("Pacific/Apia", "9999-12-31T23:59Z", "Fri 9999-12-31 23:59 +00:00")]
    public void A_time_that_people_read_says_its_offset(string zone, string instant, string shown) =>
        Assert.Equal(shown, new OnCallZone(zone).Show(At(instant)));

    [Fact]
    public void A_zone_that_nobody_knows_is_refused_by_name() =>
        Assert.Contains("'Europe/Atlantis'", Assert.Throws<ArgumentException>(() => new OnCallZone("Europe/Atlantis")).Message);

    static DateTimeOffset InstantOf(string zone, string date, string time) => new OnCallZone(zone).ToInstant(
        DateOnly.Parse(date, CultureInfo.InvariantCulture), TimeOnly.Parse(time, CultureInfo.InvariantCulture));

    static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
