using System.Globalization;
using CsCheck;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;

namespace OnCall.Core.Tests.Rotation;

public class RotationCalendarTests
{
    static readonly string[] Zones =
        ["Europe/Berlin", "America/Chicago", "Australia/Lord_Howe", "Pacific/Apia", "America/Sao_Paulo", "UTC"];

    static readonly string[] Members = ["ada", "ben", "cyd", "dan", "eve"];

    [Theory]
    [InlineData("2026-01-05T08:59:59Z", "cyd", "ada")] // 09:59:59 in Berlin: last week's shift is still running
    [InlineData("2026-01-05T09:00:00Z", "ada", "ben")] // 10:00 sharp: the rotation starts
    [InlineData("2026-01-12T09:00:00Z", "ben", "cyd")] // one week each
    [InlineData("2026-01-19T09:00:00Z", "cyd", "ada")]
    [InlineData("2026-01-26T09:00:00Z", "ada", "ben")] // and round again
    [InlineData("2026-03-30T07:59:59Z", "cyd", "ada")] // 09:59:59, the Monday after clocks went forward
    [InlineData("2026-03-30T08:00:00Z", "ada", "ben")] // 10:00, summer time
    [InlineData("2026-10-26T08:59:59Z", "cyd", "ada")] // 09:59:59, the Monday after clocks went back
    [InlineData("2026-10-26T09:00:00Z", "ada", "ben")] // 10:00, winter time
    [InlineData("2026-01-11T23:30:00Z", "ada", "ben")] // Monday in Berlin already, before the handover hour
    public void Turns_on_Monday_at_ten_in_Berlin(string instant, string primary, string secondary)
    {
        var shift = Calendar("Europe/Berlin").ShiftAt(At(instant));

        Assert.Equal((primary, secondary), (shift.Primary.Value, shift.Secondary?.Value));
    }

    [Theory]
    [InlineData("2026-03-09T14:59:59Z", "cyd")] // 09:59:59 in Chicago, the day after clocks went forward
    [InlineData("2026-03-09T15:00:00Z", "ada")]
    [InlineData("2026-11-02T15:59:59Z", "ada")] // 09:59:59, the day after clocks went back
    [InlineData("2026-11-02T16:00:00Z", "ben")]
    public void Turns_on_Monday_at_ten_in_Chicago(string instant, string primary) =>
        Assert.Equal(primary, Calendar("America/Chicago").ShiftAt(At(instant)).Primary.Value);

    [Theory]
    [InlineData("2026-04-05T23:29:59Z", "ada")] // 09:59:59 on Lord Howe, the day after half an hour back
    [InlineData("2026-04-05T23:30:00Z", "ben")]
    [InlineData("2026-10-04T22:59:59Z", "cyd")] // 09:59:59, the day after half an hour forward
    [InlineData("2026-10-04T23:00:00Z", "ada")]
    public void Turns_on_Monday_at_ten_on_Lord_Howe(string instant, string primary) =>
        Assert.Equal(primary, Calendar("Australia/Lord_Howe").ShiftAt(At(instant)).Primary.Value);

    // On Sunday, 1 November 2009, Newfoundland's clocks went back from 00:01 to 23:01 on Saturday.
    [Theory]
    [InlineData("2009-11-01T02:29:59Z", "cyd")] // Saturday, 23:59:59
    [InlineData("2009-11-01T02:30:00Z", "ada")] // Sunday, 00:00: the handover
    [InlineData("2009-11-01T02:31:00Z", "ada")] // Saturday again, 23:01: it does not turn back
    [InlineData("2009-11-01T03:30:00Z", "ada")] // Sunday again, 00:00: nor does it turn a second time
    [InlineData("2009-11-08T03:30:00Z", "ben")]
    public void A_handover_stands_when_the_day_before_comes_again(string instant, string primary) =>
        Assert.Equal(primary, new RotationCalendar(
            new RotationPolicy(new DateOnly(2009, 11, 1), DayOfWeek.Sunday, TimeOnly.MinValue, [new("ada"), new("ben"), new("cyd")], SecondaryRule.Next),
            new OnCallZone("America/St_Johns")).ShiftAt(At(instant)).Primary.Value);

    [Fact]
    public void The_secondary_can_be_last_weeks_primary()
    {
        var shift = Calendar("Europe/Berlin", SecondaryRule.Previous).ShiftAt(At("2026-01-05T09:00Z"));

        Assert.Equal(("ada", "cyd"), (shift.Primary.Value, shift.Secondary?.Value));
    }

    [Fact]
    public void A_rotation_of_one_has_no_secondary()
    {
        var calendar = new RotationCalendar(
            new RotationPolicy(new DateOnly(2026, 1, 5), DayOfWeek.Monday, new TimeOnly(10, 0), [new("ada")], SecondaryRule.Next),
            new OnCallZone("Europe/Berlin"));

        Assert.Null(calendar.ShiftAt(At("2026-01-05T09:00Z")).Secondary);
    }

    [Fact]
    public void Exactly_one_shift_runs_at_every_instant() => Gen.Select(
        Gen.Int[0, Zones.Length - 1].Select(zone => Zones[zone]), Gen.Int[0, 40 * 365 * 24 * 3600], Gen.Int[1, 5])
        .Sample((zone, seconds, members) =>
        {
            var calendar = Calendar(zone, members: members);
            var now = At("1995-01-01T00:00Z").AddSeconds(seconds);
            var shift = calendar.ShiftAt(now);

            return shift.Start <= now && now < shift.End
                && calendar.ShiftAt(shift.End).Start == shift.End
                && calendar.ShiftAt(shift.End.AddTicks(-1)) == shift
                && (members == 1 ? shift.Secondary is null : shift.Secondary != shift.Primary);
        }, iter: 20_000);

    static RotationCalendar Calendar(string zone, SecondaryRule secondary = SecondaryRule.Next, int members = 3) => new(
        new RotationPolicy(
            new DateOnly(2026, 1, 5), DayOfWeek.Monday, new TimeOnly(10, 0),
            [.. Members.Take(members).Select(name => new PersonId(name))], secondary),
        new OnCallZone(zone));

    static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);
}
