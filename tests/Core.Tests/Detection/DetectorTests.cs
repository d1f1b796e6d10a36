using OnCall.Core.Alerts;
using OnCall.Core.Detection;
using OnCall.Core.Effects;
using OnCall.Core.Processes;
using static OnCall.Core.Tests.Detection.DetectorStory;

namespace OnCall.Core.Tests.Detection;

/// <summary>What follows from the verdicts, told with the cloud API.</summary>
public class DetectorTests
{
    const string Key = "cloud-api-5xx/novavms.novalien.com";
    static readonly Reading Fails = Answers(503);
    static readonly Reading Well = Answers(200);
    static readonly Reading Unknown = Answers(200, 401);

    [Fact]
    public void Paged_once_resolved_with_the_same_key_when_recovery_has_held_for_5_minutes() => Api()
        .Reads(Fails, "0:00", "2:00").Reads("2:30", Fails).Expect($"pages {Key}")
        .Reads(Fails, "3:00", "14:30").Reads(Well, "15:00", "19:30")
        .ExpectWhy("19:30", "paged at 08:44 UTC, recovering: both endpoints answer for 4 min 30 s of 5 min")
        .Reads("20:00", Well).Expect($"resolves {Key}")
        .Reads(Well, "20:30", "40:00").ExpectNothingMore();

    [Fact]
    public void What_fails_again_meanwhile_pages_nobody_a_second_time_and_recovers_anew() => Api()
        .Reads(Fails, "0:00", "2:00").Reads("2:30", Fails).Expect($"pages {Key}")
        .Reads(Well, "3:00", "7:00").Reads(Fails, "7:30").Reads(Well, "8:00", "12:30").Reads("13:00", Well).Expect($"resolves {Key}");

    [Fact]
    public void A_recovery_that_nobody_saw_holding_does_not_count() => Api()
        .Reads(Fails, "0:00", "2:00").Reads("2:30", Fails).Expect($"pages {Key}")
        .Reads(Well, "3:00", "4:00").Reads("10:00", Well)
        .ExpectWhy("10:00", "paged at 08:44 UTC, recovering: both endpoints answer for 0 s of 5 min");

    [Fact]
    public void However_long_it_lasts_it_is_said_since_when() => Api()
        .Reads(Fails, "0:00", "2:00").Reads("2:30", Fails).Expect($"pages {Key}")
        .Reads(Fails, "3:00", "90:00")
        .ExpectWhy("90:00", "paged at 08:44 UTC: 5xx for 1 h 30 min, more than 2 min: failing since 08:42:00 UTC. "
            + "Last: health 503, authenticated read 503");

    [Fact]
    public void A_silence_holds_it_back_and_when_it_lifts_it_pages_once_if_it_still_fails() => Api()
        .Silenced().Reads(Fails, "0:00", "2:00").Reads("2:30", Fails)
        .Expect("noise silenced: The cloud API fails: 5xx for more than 2 min; silenced by Ada with silence 3 until 2026-01-06 10:42 UTC")
        .Reads(Fails, "3:00", "14:30").ExpectWhy("14:30",
            "not paged: silenced by number 3 of Ada until 2026-01-06 10:42 UTC. 5xx for 14 min 30 s, more than 2 min: 30 probes failed "
            + "since 08:42:00 UTC. Last: health 503, authenticated read 503")
        .Unsilenced().Reads("15:00", Fails).Expect($"pages {Key}", "It was held back by silence 3 of Ada, which no longer stands.")
        .Reads(Fails, "15:30", "20:00").ExpectNothingMore();

    [Fact]
    public void A_silence_survives_flapping() => Api()
        .Silenced().Reads(Fails, "0:00", "2:00").Reads("2:30", Fails).Expect("noise silenced")
        .Reads(Well, "3:00", "6:00").Reads(Fails, "6:30", "12:00").Reads(Well, "12:30", "16:00").Reads(Fails, "16:30", "20:00")
        .Unsilenced().Reads("20:30", Fails).Expect($"pages {Key}");

    [Fact]
    public void What_is_well_again_when_the_silence_lifts_pages_nobody() => Api()
        .Silenced().Reads(Fails, "0:00", "2:00").Reads("2:30", Fails).Expect("noise silenced")
        .Reads(Well, "3:00", "6:00").Unsilenced().Reads(Well, "6:30", "20:00")
        .ExpectWhy("20:00", "not paged: both endpoints answer since 08:45 UTC")
        .Reads(Fails, "20:30", "22:30").Reads("23:00", Fails).Expect($"pages {Key}");

    [Fact]
    public void A_silence_that_is_set_after_the_page_takes_nothing_back() => Api()
        .Reads(Fails, "0:00", "2:00").Reads("2:30", Fails).Expect($"pages {Key}")
        .Silenced().Reads(Well, "3:00", "7:30").Reads("8:00", Well).Expect($"resolves {Key}")
        .ExpectWhy("8:00", "not paged: both endpoints answer since 08:45 UTC; what comes is held back by silence 3 of Ada until 2026-01-06 10:42 UTC");

    [Fact]
    public void Closed_by_hand_it_is_judged_anew_and_pages_again_when_it_fails_as_long_again() => Api()
        .Reads(Fails, "0:00", "2:00").Reads("2:30", Fails).Expect($"pages {Key}")
        .Reads(Fails, "3:00", "5:00").Closes("5:10")
        .Reads(Fails, "5:30", "7:30").ExpectWhy("7:30", "not paged: 5xx for 2 min of 2 min")
        .Reads("8:00", Fails).Expect($"pages {Key}")
        .Reads(Well, "8:30", "13:00").Reads("13:30", Well).Expect($"resolves {Key}");

    [Fact]
    public void Closed_by_hand_the_gateways_take_the_level_of_now() => Gateways()
        .Reads(Online(400), "0:00", "1:00").Reads("1:30", Online(300)).Expect("pages")
        .Reads(Online(300), "2:00", "5:00").Closes("5:10")
        .Reads(Online(300), "5:30", "20:00").ExpectWhy("20:00", "not paged: 300 gateways are online since 08:47 UTC")
        .Reads("20:30", Online(200)).Expect("pages", "100 of 300");

    [Fact]
    public void A_closing_that_is_about_something_else_changes_nothing()
    {
        var story = Api().Closes("0:00").ExpectIgnored(Reason.NothingThere).Reads(Well, "0:30").Closes("0:40").ExpectIgnored(Reason.Over)
            .Reads(Fails, "1:00", "3:00").Reads("3:30", Fails).Expect($"pages {Key}");
        // PagerDuty delivers for two days: this one is of the incident before.
        story.Do(new DetectorCommand.CloseByHand(DedupKey.Parse(Key), Actor.PagerDuty, At("3:29"), At("4:00"))).ExpectIgnored(Reason.OfAnEarlierAlert)
            .Do(new DetectorCommand.CloseByHand(DedupKey.Of("cloud-api-5xx", "elsewhere"), Actor.PagerDuty, At("4:00"), At("4:00"))).ExpectIgnored(Reason.Over);
        Assert.IsType<Phase.Paged>(story.State.Phase);
    }

    [Fact]
    public void Without_an_answer_that_can_be_trusted_for_10_minutes_it_is_blind_and_says_so_once() => Api()
        .Reads(Well, "0:00", "1:00").Reads(Unknown, "1:30", "10:30")
        .Reads("11:00", Unknown).Expect("notice: Blind: /api/v1/health and an authenticated read of the cloud API (cloud-api-5xx) cannot be judged since 08:43 UTC.",
            "NovaVms__ApiToken", "Until then nobody is paged for it", "/oncall why")
        .Reads(Unknown, "11:30", "60:00")
        .Reads("60:30", Well).Expect("notice: No longer blind", "can be judged again, after 59 min")
        .Reads(Well, "61:00", "70:00").ExpectNothingMore();

    [Fact]
    public void A_probe_that_does_not_run_at_all_is_noticed_by_the_deadline()
    {
        var story = Api().Reads(Well, "0:00", "4:00");
        Assert.Equal(At("10:15"), story.State.LookAt); // of the first reading: one message for all of them
        story.WakeUp("10:14").ExpectIgnored(Reason.NotDueYet).WakeUp("10:15");
        Assert.Equal(At("14:15"), story.State.LookAt);
        Assert.Empty(story.Recorded);

        story.WakeUp("14:15").Expect("notice: Blind", "the function Probe does not run");
        Assert.Null(story.State.LookAt);
        story.WakeUp("30:00").ExpectIgnored(Reason.NotDueYet).Reads("30:30", Well).Expect("notice: No longer blind");
        Assert.Equal(At("40:45"), story.State.LookAt);
    }

    [Fact]
    public void Blind_while_it_pages_it_pages_on_and_resolves_only_what_it_sees_recover() => Api()
        .Reads(Fails, "0:00", "2:00").Reads("2:30", Fails).Expect($"pages {Key}")
        .Reads(Unknown, "3:00", "12:00").Reads("12:30", Unknown).Expect("notice: Blind")
        .Reads("13:00", Well).Expect("notice: No longer blind").Reads(Well, "13:30", "17:30").Reads("18:00", Well).Expect($"resolves {Key}");

    [Fact]
    public void A_reading_that_comes_twice_or_after_a_later_one_is_not_counted() => Api()
        .Reads("0:30", Fails).Reads("0:30", Fails).ExpectIgnored(Reason.AlreadyObserved)
        .Reads("0:00", Well).ExpectIgnored(Reason.LaterOneObserved)
        .ExpectWhy("0:30", "not paged: 5xx once of 2 min");

    [Fact]
    public void A_reading_dated_by_a_clock_that_was_wrong_blocks_nobody_for_long() => Api()
        .Do(new DetectorCommand.Observe("cloud-api-5xx", new Observation(Start.AddYears(1), Well), null, Start.AddYears(1)))
        .Reads(Fails, "0:00", "2:00").Reads("2:30", Fails).Expect($"pages {Key}");

    [Fact]
    public void A_page_that_PagerDuty_refuses_is_shouted_to_those_concerned()
    {
        var story = Api().Reads(Fails, "0:00", "2:00").Reads("2:30", Fails).Expect($"pages {Key}");
        var alert = story.State.Open!.Alert;
        story.Do(new DetectorCommand.Refuse(new Effect.TriggerAlert(alert), "PagerDuty__RoutingKey is not set.", At("2:31")))
            .Expect("refused: The cloud API fails: 5xx for more than 2 min, Ada, Ben: PagerDuty__RoutingKey is not set.")
            .Do(new DetectorCommand.Refuse(new Effect.ResolveAlert(alert.Key), "No.", At("9:00")))
            .Expect("notice: cloud-api-5xx has recovered, and PagerDuty does not let us resolve its alert. No. Resolve the incident in PagerDuty by hand.");
    }

    [Fact]
    public void As_soon_as_the_line_has_passed_it_reads_once_more_instead_of_waiting_for_the_next_probe() => Api()
        .Reads(Fails, "0:00", "2:00")
        .WakeUp("2:00").ExpectIgnored(Reason.NotDueYet)
        .WakeUp("2:01").Expect("asks cloud-api-5xx again")
        .Reads("2:01", Fails).Expect($"pages {Key}", "5xx for 2 min 1 s, more than 2 min")
        .WakeUp("2:02").ExpectIgnored(Reason.NotDueYet);

    [Fact]
    public void What_is_over_by_then_is_not_read_once_more() => Api()
        .Reads(Fails, "0:00", "1:00").Reads("1:30", Well).Reads("2:00", Well).Expect("noise")
        .WakeUp("2:01").ExpectIgnored(Reason.NotDueYet);

    [Fact]
    public void What_was_read_once_more_and_not_told_is_left_to_the_next_probe() => Api()
        .Reads(Fails, "0:00", "1:30").WakeUp("2:01").Expect("asks cloud-api-5xx again")
        .WakeUp("2:10").ExpectIgnored(Reason.NotDueYet)
        .Reads("2:30", Fails).Expect($"pages {Key}");

    [Fact]
    public void What_PagerDuty_refused_is_tried_again_every_5_minutes_and_shouted_once() => Refused()
        .ExpectWhy("3:00", "not paged: PagerDuty refuses the alert since 08:44 UTC (No such key); it is tried again at 08:49 UTC. "
            + "5xx for 2 min 30 s, more than 2 min: 6 probes failed since 08:42:00 UTC. Last: health 503, authenticated read 503")
        .Reads(Fails, "3:00", "7:30").WakeUp("7:30").ExpectIgnored(Reason.NotDueYet)
        .WakeUp("7:31").Expect($"pages {Key}")
        .Reads(Fails, "8:00", "12:30").WakeUp("12:31").ExpectNothingMore()
        .Refuses("12:45", "Still no such key.").ExpectNothingMore()
        .Reads(Fails, "13:00", "17:30").WakeUp("17:45").Expect($"pages {Key}")
        .Takes("17:46").Expect("notice: PagerDuty takes the alert cloud-api-5xx now, after it had refused it for 15 min")
        .Reads(Fails, "18:00", "30:00").WakeUp("30:01").ExpectNothingMore();

    [Fact]
    public void A_page_that_is_taken_at_once_is_not_spoken_of() =>
        Api().Reads(Fails, "0:00", "2:00").Reads("2:30", Fails).Expect($"pages {Key}").Takes("2:31").ExpectIgnored(Reason.NothingChanged);

    [Fact]
    public void What_looks_well_is_not_paged_after_all_and_when_it_fails_again_it_is() => Refused()
        .Reads(Well, "3:00", "7:00").WakeUp("7:31").ExpectIgnored(Reason.NotDueYet)
        .Reads("7:40", Fails).WakeUp("7:41").Expect($"pages {Key}");

    [Fact]
    public void What_was_never_paged_is_over_without_resolving_anything() => Refused()
        .Reads(Well, "3:00", "8:00").Expect(
            "notice: cloud-api-5xx has recovered. PagerDuty has refused its alert since 08:44 UTC and paged nobody. No such key. Mend it")
        .Reads(Well, "8:30", "30:00").WakeUp("30:01").ExpectNothingMore();

    [Fact]
    public void A_try_that_is_under_way_when_it_recovers_is_resolved_behind_it() => Refused()
        .WakeUp("7:31").Expect($"pages {Key}")
        .Reads(Well, "7:35", "12:05").Reads("12:35", Well).Expect($"resolves {Key}");

    [Fact]
    public void A_silence_holds_back_what_was_not_paged_yet() => Refused()
        .Silenced().Reads("3:00", Fails).Expect("noise silenced: The cloud API fails")
        .Reads(Fails, "3:30", "7:30").WakeUp("7:31").ExpectIgnored(Reason.NotDueYet)
        .Unsilenced().Reads("8:00", Fails).Expect($"pages {Key}");

    static DetectorStory Refused() => Api().Reads(Fails, "0:00", "2:00").Reads("2:30", Fails).Expect($"pages {Key}")
        .Refuses("2:31", "No such key.").Expect("refused: ");

    [Fact]
    public void Probes_that_say_the_same_leave_no_event_behind()
    {
        var story = Api().Reads(Well, "0:00", "120:00");
        Assert.Empty(story.Recorded);
        Assert.Equal(DetectorState.MaxSeen, story.State.Seen.Count);
    }

    [Fact]
    public void The_alert_links_the_health_endpoint_and_the_policys_runbook()
    {
        var policy = Core.Policy.DetectionPolicy.Standard with { Runbook = new Uri("https://wiki.example/runbook") };
        var story = Api(policy).Reads(Fails, "0:00", "2:00").Reads("2:30", Fails).Expect("pages");
        Assert.Equal(
            ["https://novavms.novalien.com/api/v1/health", "https://wiki.example/runbook"],
            story.State.Open!.Alert.Links.Select(link => link.Url.ToString()));
    }
}
