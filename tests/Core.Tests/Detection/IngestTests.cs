using OnCall.Core.Detection;
using static OnCall.Core.Tests.Detection.DetectorStory;

namespace OnCall.Core.Tests.Detection;

/// <summary>"Ingest pipeline stops writing new events for more than 5 minutes across all orgs."</summary>
public class IngestTests
{
    [Theory]
    [InlineData("4:59", false, "not paged: no new events for 4 min 59 s of 5 min")]
    [InlineData("5:00", false, "not paged: no new events for 5 min of 5 min")]
    [InlineData("5:01", true, "No new events for 5 min 1 s, more than 5 min, across all orgs: the counter stands at 100 since 08:42:00 UTC")]
    public void Only_no_events_for_more_than_5_minutes_pages(string newest, bool pages, string says)
    {
        var story = Ingest().Reads(Events(100), "0:00", "4:30").Reads(newest, Events(100));
        if (pages)
            story.Expect("pages ingest-stalled/novavms.novalien.com: No new events across all orgs for more than 5 min", says);
        else
            story.ExpectWhy(newest, says);
    }

    [Fact]
    public void A_silence_is_read_once_more_when_five_minutes_have_passed() => Ingest()
        .Reads("0:00", Events(100)).Reads(Events(100), "0:30", "5:00")
        .WakeUp("5:01").Expect("asks ingest-stalled again")
        .Reads("5:01", Events(100)).Expect("pages", "No new events for 5 min 1 s");

    [Fact]
    public void Quiet_minutes_are_nothing_and_quiet_for_half_of_it_is_noise_when_events_come_again()
    {
        Ingest().Reads(Events(100), "0:00", "2:30").Reads("3:00", Events(101)).ExpectWhy("3:00", "not paged: new events are written since 08:42 UTC");
        Ingest().Reads(Events(100), "0:00", "4:00").Reads("4:30", Events(101))
            .Expect("noise ingest-stalled: No new events for 4 min across all orgs; no new events for 4 min of 5 min");
    }

    [Fact]
    public void One_org_silent_is_no_P1_and_told_once_for_as_long_as_it_is() => Ingest()
        .Reads("0:00", Events(100, silent: 1)).Expect("noise org-silent: 1 org writes no events, 41 do", "only silence across all orgs pages")
        .Reads("0:30", Events(110, silent: 1)).Reads("1:00", Events(120, silent: 2)).Reads("20:00", Events(130, silent: 1))
        .Reads("20:30", Events(140)).ExpectWhy("20:30", "not paged: new events are written since 09:02 UTC")
        .Reads("21:00", Events(150, silent: 1)).Expect("noise org-silent: 1 org writes no events, 41 do");

    [Fact]
    public void All_orgs_silent_is_no_report_of_some_of_them() => Ingest()
        .Reads("0:00", Events(100)).Reads("0:30", new Reading.Ingest(100, null, 0, 42)).ExpectNothingMore();

    [Fact]
    public void The_products_clock_ahead_or_behind_fools_nobody()
    {
        var story = Ingest();
        // A year behind, and then a year ahead: both stand still.
        for (var half = 0; half <= 10; half++)
            story.Reads($"{half / 2}:{half % 2 * 30}", new Reading.Ingest(100, Start.AddYears(-1), 42, 0));
        story.ExpectWhy("5:00", "not paged: no new events for 5 min of 5 min");
        story.Reads("5:01", new Reading.Ingest(100, Start.AddYears(-1), 42, 0)).Expect("pages");

        var ahead = Ingest();
        for (var half = 0; half <= 40; half++)
            ahead.Reads($"{half / 2}:{half % 2 * 30}", new Reading.Ingest(100 + half, Start.AddYears(1), 42, 0));
        ahead.ExpectWhy("20:00", "not paged: new events are written since 08:42 UTC");
    }

    [Fact]
    public void A_counter_that_falls_back_was_started_anew_and_counts_as_a_change() => Ingest()
        .Reads(Events(1000), "0:00", "4:30").Reads("5:00", Events(10)).Expect("noise", "4 min 30 s")
        .Reads(Events(10), "5:30", "10:00").ExpectWhy("10:00", "not paged: no new events for 5 min of 5 min");

    [Fact]
    public void The_same_count_proves_silence_also_while_nobody_looked() => Ingest()
        .Reads(Events(100), "0:00").Reads("0:30", Events(110)).Reads("9:00", Events(110))
        .Expect("pages", "No new events for 8 min 30 s");

    [Fact]
    public void It_recovers_when_events_have_come_for_5_minutes()
    {
        var story = Ingest().Reads(Events(100), "0:00", "5:30").Expect("pages");
        for (var half = 0; half < 10; half++)
            story.Reads($"{6 + (half / 2)}:{half % 2 * 30}", Events(200 + half));
        story.ExpectWhy("10:30", "paged at 08:47 UTC, recovering: new events are written for 4 min 30 s of 5 min")
            .Reads("11:00", Events(300)).Expect("resolves ingest-stalled/novavms.novalien.com");
    }
}
