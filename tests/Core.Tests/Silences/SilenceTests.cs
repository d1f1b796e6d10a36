using OnCall.Core.Processes;
using OnCall.Core.Silences;
using static OnCall.Core.Tests.Silences.SilenceStory;

namespace OnCall.Core.Tests.Silences;

/// <summary>Told from 08:42Z on 6 January 2026, a Tuesday.</summary>
public class SilenceTests
{
    [Fact]
    public void A_silence_is_said_when_it_is_set_and_when_its_time_is_over() => new SilenceStory()
        .Silence("Gateway berlin-03 flaps", "2026-01-06T10:00Z").ExpectTold("1 set").ExpectOpen(1)
        .Until("2026-01-06T09:59:59.9999999Z").WakeUp().ExpectOpen(1)
        .Until("2026-01-06T10:00Z").ExpectOpen() // no longer in force, also before anybody has noticed
        .WakeUp().ExpectTold("1 lifted by the clock at 01-06 10:00").ExpectOpen()
        .WakeUp().WakeUp().ExpectNothingMore();

    [Fact]
    public void However_late_the_clock_is_noticed_it_was_over_at_its_end() => new SilenceStory()
        .Silence("Gateway berlin-03 flaps", "2026-01-06T10:00Z").ExpectTold("1 set")
        .Until("2026-01-06T17:00Z").WakeUp().ExpectTold("1 lifted by the clock at 01-06 10:00").ExpectOpen();

    [Fact]
    public void Lifted_early_it_is_said_by_whom_and_not_once_more_at_its_end() => new SilenceStory()
        .Silence("Gateway berlin-03 flaps", "2026-01-06T10:00Z").ExpectTold("1 set")
        .Until("2026-01-06T09:00Z").Lift(1).ExpectTold("1 lifted by Ben at 01-06 09:00").ExpectOpen()
        .Until("2026-01-06T10:00Z").WakeUp().ExpectNothingMore();

    [Fact]
    public void A_noisy_alert_is_not_announced_until_it_is_no_longer_watched() => new SilenceStory()
        .Noisy("Camera 7 offline").ExpectOpen(1)
        .Noisy("Search slow", "2026-01-07T00:00Z").ExpectOpen(1, 2)
        .Until("2026-01-07T00:00Z").WakeUp().ExpectTold("2 lifted by the clock at 01-07 00:00").ExpectOpen(1)
        .Lift(1).ExpectTold("1 lifted by Ben at 01-07 00:00").ExpectOpen();

    [Fact]
    public void All_that_is_due_is_lifted_at_once_the_longest_due_first() => new SilenceStory()
        .Silence("A", "2026-01-06T11:00Z").ExpectTold("1 set")
        .Silence("B", "2026-01-06T10:00Z").ExpectTold("2 set")
        .Silence("C", "2026-01-06T12:00:00.0000001Z").ExpectTold("3 set")
        .Until("2026-01-06T12:00Z").WakeUp()
        .ExpectTold("2 lifted by the clock at 01-06 10:00")
        .ExpectTold("1 lifted by the clock at 01-06 11:00")
        .ExpectOpen(3);

    [Fact]
    public void Whoever_comes_before_the_wakeup_finds_it_over_and_has_it_said() => new SilenceStory()
        .Silence("Gateway berlin-03 flaps", "2026-01-06T10:00Z").ExpectTold("1 set")
        .Until("2026-01-06T10:00Z")
        .Lift(1).ExpectRefused("already-lifted", "number: silence 1 was lifted by the clock on Tue 2026-01-06 11:00 +01:00; nothing is left to do.")
        .Silence("Gateway berlin-03 flaps", "2026-01-06T12:00Z")
        .ExpectTold("1 lifted by the clock at 01-06 10:00").ExpectTold("2 set").ExpectOpen(2)
        .WakeUp().ExpectNothingMore();

    [Fact]
    public void A_number_is_never_given_again() => Assert.Equal(2, new SilenceStory()
        .Noisy("Camera 7 offline").Lift(1).ExpectTold("1 lifted by Ben at 01-06 08:42")
        .Noisy("Camera 7 offline")
        .Book.LastNumber);

    // What stands already, and what is asked for: the kind, the alert, and whether that is the same.
    [Theory]
    [InlineData(SilenceKind.Silence, "Gateway berlin-03 flaps", true)]
    [InlineData(SilenceKind.Silence, "  GATEWAY Berlin-03 flaps ", true)] // as people write
    [InlineData(SilenceKind.Silence, "Gateway berlin-04 flaps", false)]
    [InlineData(SilenceKind.Noisy, "Gateway berlin-03 flaps", false)] // silenced for a night, and noisy after it
    public void One_alert_is_silenced_once_at_a_time(SilenceKind kind, string alert, bool isSame)
    {
        var story = new SilenceStory().Silence("Gateway berlin-03 flaps", "2026-01-06T10:00Z").ExpectTold("1 set");
        if (kind == SilenceKind.Noisy)
            story.Noisy(alert).ExpectOpen(1, 2);
        else if (isSame)
            story.Silence(alert, "2026-01-06T11:00Z").ExpectRefused("already-there",
                "alert: silence 1 by Ada stands for it already, until Tue 2026-01-06 11:00 +01:00; lift that one first, or leave it as it is.");
        else
            story.Silence(alert, "2026-01-06T11:00Z").ExpectTold("2 set");
    }

    [Fact]
    public void A_noisy_alert_is_noted_once() => new SilenceStory()
        .Noisy("Camera 7 offline")
        .Noisy("camera 7 OFFLINE").ExpectRefused("already-there", "alert: noisy alert 1 by Ada stands for it already; lift that one first");

    // The kind, its end (or none), the refusal's name, and what it says.
    [Theory]
    [InlineData(SilenceKind.Silence, null, "end-missing", "until: is missing; a silence must end: say when, at most 30 days from now.")]
    [InlineData(SilenceKind.Silence, "2026-01-06T08:42Z", "in-the-past", "until: Tue 2026-01-06 09:42 +01:00 is over; give an end that is to come.")] // now is over
    [InlineData(SilenceKind.Noisy, "2026-01-06T08:42Z", "in-the-past", "is over")]
    [InlineData(SilenceKind.Silence, "0001-01-01T00:00Z", "in-the-past", "Mon 0001-01-01 00:00 +00:00 is over")]
    [InlineData(SilenceKind.Silence, "2026-02-05T08:42:00.0000001Z", "too-long", "until: Thu 2026-02-05 09:42 +01:00 is more than 30 days away; make it shorter")]
    [InlineData(SilenceKind.Silence, "9999-12-31T23:59:59.9999999Z", "too-long", "9999-12-31")]
    [InlineData(SilenceKind.Noisy, "2027-01-07T08:42:00.0000001Z", "too-far-ahead", "until: Thu 2027-01-07 09:42 +01:00 is more than 366 days away; leave it out, and lift it when it is over.")]
    [InlineData(SilenceKind.Noisy, "9999-12-31T23:59:59.9999999Z", "too-far-ahead", "9999-12-31")]
    public void An_end_that_cannot_be_is_refused_with_how_to_mend_it(SilenceKind kind, string? until, string name, string text)
    {
        var story = new SilenceStory();
        (kind == SilenceKind.Silence ? story.Silence("Search slow", until) : story.Noisy("Search slow", until))
            .ExpectRefused(name, text).ExpectOpen();
    }

    [Theory]
    [InlineData("security-event", "security events are never silenced")]
    [InlineData("credential-leak", "security events are never silenced")]
    [InlineData(" Unknown-Impersonation ", "security events are never silenced")]
    [InlineData("audit-log-deletion/evt_1", "security events are never silenced")] // one of its alerts
    [InlineData("customer-report", "customers' reports are never silenced")]
    [InlineData("customer-report/org_7f3a", "customers' reports are never silenced")]
    public void Security_events_and_customers_reports_are_never_silenced(string alert, string says) => new SilenceStory()
        .Silence(alert, "2026-01-06T10:00Z").ExpectRefused("never-silenced", $"alert: {says}")
        .Noisy(alert).ExpectOpen(1); // to know it is noisy holds nothing back

    [Fact]
    public void The_longest_silence_and_the_shortest_are_taken() => new SilenceStory()
        .Silence("A", "2026-02-05T08:42Z").ExpectTold("1 set")
        .Silence("B", "2026-01-06T08:42:00.0000001Z").ExpectTold("2 set")
        .Noisy("C", "2027-01-07T08:42Z").ExpectOpen(1, 2, 3);

    [Theory]
    [InlineData("", "x", "alert-missing", "alert: is missing; say it in a few words, such as \"Gateway berlin-03 flaps\".")]
    [InlineData(" \n ", "x", "alert-missing", "alert: is missing")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901", "x", "alert-too-long", "alert: has 101 characters; say it in at most 100.")]
    [InlineData("x", " ", "why-missing", "why: is missing; say it in a few words")]
    [InlineData("x", "12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901", "why-too-long", "why: has 101 characters; say it in at most 100.")]
    public void Whoever_sets_one_says_what_and_why(string alert, string why, string name, string text) =>
        new SilenceStory().Noisy(alert, until: null, why).ExpectRefused(name, text);

    [Fact]
    public void What_is_said_is_kept_without_the_space_around_it()
    {
        var known = Assert.Single(new SilenceStory().Noisy($"  {new string('x', 100)} ", until: null, "\tloose cable\n").Book.Open);
        Assert.Equal((new string('x', 100), "loose cable"), (known.Alert, known.Why));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var decision = Decider.Decide(
            SilenceBook.Empty, new SilenceCommand.Add(SilenceKind.Silence, "", "", null, Ada, At("2026-01-06T08:42Z")));

        Assert.Equal(
            ["alert-missing", "why-missing", "end-missing"],
            Assert.IsType<Decision<SilenceEvent>.Reject>(decision).Refusals.Select(refusal => refusal.Name));
    }

    [Fact]
    public void Only_what_stands_can_be_lifted() => new SilenceStory()
        .Lift(1).ExpectRefused("silence-unknown", "number: there is no silence 1 to lift, and no other")
        .Noisy("Camera 7 offline").Noisy("Search slow")
        .Lift(7).ExpectRefused("silence-unknown", "number: no silence 7 stands; there are 1, 2.")
        .Lift(2).ExpectTold("2 lifted by Ben at 01-06 08:42")
        .Lift(2, Ada).ExpectRefused("already-lifted", "number: noisy alert 2 was lifted by Ben on Tue 2026-01-06 09:42 +01:00")
        .ExpectOpen(1);

    [Fact]
    public void More_than_fit_are_refused_and_what_was_lifted_makes_room()
    {
        var story = new SilenceStory();
        for (var number = 1; number <= SilenceBook.MaxKept; number++)
            story.Noisy($"Camera {number} offline");

        story.Noisy("Search slow").ExpectRefused("too-many", "20 silences and noisy alerts stand already, of at most 20; lift some")
            .Lift(5).ExpectTold("5 lifted by Ben at 01-06 08:42");
        Assert.Single(story.Book.Lifted);
        story.Noisy("Search slow");
        Assert.Empty(story.Book.Lifted);
        Assert.Equal(SilenceBook.MaxKept, story.Book.Open.Count);
    }

    [Fact]
    public void What_is_due_and_not_yet_lifted_takes_no_room()
    {
        var story = new SilenceStory().Silence("A", "2026-01-06T10:00Z").ExpectTold("1 set");
        for (var number = 2; number <= SilenceBook.MaxKept; number++)
            story.Noisy($"Camera {number} offline");

        story.Until("2026-01-06T10:00Z").Noisy("Search slow").ExpectTold("1 lifted by the clock at 01-06 10:00");
        Assert.Equal(SilenceBook.MaxKept, story.Book.Open.Count);
    }

    [Fact]
    public void What_was_lifted_is_forgotten_after_two_weeks()
    {
        var story = new SilenceStory().Noisy("A").Lift(1).ExpectTold("1 lifted by Ben at 01-06 08:42")
            .Until("2026-01-20T08:41:59Z").Noisy("B");
        Assert.Single(story.Book.Lifted);
        Assert.Empty(story.Until("2026-01-20T08:42Z").Noisy("C").Book.Lifted);
    }

    [Fact]
    public void What_stood_at_an_instant_can_still_be_said_after_it_was_lifted()
    {
        var book = new SilenceStory().Silence("A", "2026-01-06T10:00Z").ExpectTold("1 set").Noisy("B")
            .Until("2026-01-06T09:00Z").Lift(1).ExpectTold("1 lifted by Ben at 01-06 09:00").Book;

        Assert.Equal([], Numbers("2026-01-06T08:41:59Z"));
        Assert.Equal([1, 2], Numbers("2026-01-06T08:42Z"));
        Assert.Equal([1, 2], Numbers("2026-01-06T08:59:59Z"));
        Assert.Equal([2], Numbers("2026-01-06T09:00Z"));

        IEnumerable<int> Numbers(string instant) => book.OpenAt(At(instant)).Select(known => known.Number);
    }

    // The Monday's handover is at 2026-01-12T09:00Z, the next at 2026-01-19T09:00Z.
    [Fact]
    public void The_silences_that_lift_in_the_coming_week_are_those_whose_end_is_before_its_own()
    {
        var book = new SilenceStory()
            .Silence("over at the handover", "2026-01-12T09:00Z").ExpectTold("1 set")
            .Silence("over at the next one", "2026-01-19T09:00Z").ExpectTold("2 set")
            .Silence("over just before it", "2026-01-19T08:59:59.9999999Z").ExpectTold("3 set")
            .Silence("over just after the handover", "2026-01-12T09:00:00.0000001Z").ExpectTold("4 set")
            .Noisy("noisy", "2026-01-14T09:00Z")
            .Noisy("noisy without an end").Book;

        Assert.Equal([4, 3], book.SilencesLiftingInTheWeekFrom(At("2026-01-12T09:00Z")).Select(known => known.Number));
    }
}
