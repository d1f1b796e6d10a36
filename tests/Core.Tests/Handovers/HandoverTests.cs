using OnCall.Core.Effects;
using OnCall.Core.Handovers;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using static OnCall.Core.Tests.Handovers.HandoverStory;
using static OnCall.Core.Tests.Novalien;

namespace OnCall.Core.Tests.Handovers;

public class HandoverTests
{
    [Fact]
    public void Handover_is_Monday_ten_o_clock_local() => Planned(start: "2026-01-12T08:30Z")
        .Until("2026-01-12T08:59Z").ExpectNothing()
        .Until("2026-01-12T09:00Z").Expect<Effect.PostHandoverNote>(post =>
        {
            Assert.Equal((Ada, Ben, Cyd), (post.View.Who.Outgoing, post.View.Who.Incoming, post.View.Who.Secondary));
            Assert.False(post.View.IsLate);
        })
        .ExpectIncomplete();

    [Fact]
    public void The_outgoing_primary_is_reminded_on_Friday_at_four_and_an_hour_before_with_the_draft() => Planned()
        .Until("2026-01-09T15:00Z").Expect<Effect.RemindOfHandover>(reminder =>
            Assert.Equal((Ada, Ben, At(TheMonday)), (reminder.Outgoing, reminder.Incoming, reminder.For)))
        .Until("2026-01-12T08:00Z").Expect<Effect.RemindOfHandover>(reminder => Assert.Equal(Ada, reminder.Directly))
        .Until("2026-01-12T08:59Z").ExpectNothing();

    [Fact]
    public void A_reminder_that_was_slept_through_comes_once_and_late_and_only_the_latest() => Planned()
        .AwayUntil("2026-01-12T08:10Z").Tick().Expect<Effect.RemindOfHandover>().Tick().ExpectNothing();

    [Fact]
    public void A_service_that_starts_on_Sunday_does_not_make_up_for_Fridays_reminder() =>
        Planned(start: "2026-01-11T12:00Z").Until("2026-01-12T07:59Z").ExpectNothing();

    [Fact]
    public void The_incoming_primarys_thumb_completes_it()
    {
        var story = Opened().After(12.Minutes()).ThumbsUp(Ben).ExpectCompleteBy(Ben)
            .Expect<Effect.EditHandoverNote>().Expect<Effect.TellHandoverComplete>().ExpectNothing();

        Assert.Equal(At("2026-01-12T09:12Z"), ((HandoverStanding.Completed)story.View.Standing).At);
        story.ThumbsUp(Ben).ExpectIgnored(Reason.AlreadyAcknowledged).After(100.Hours()).ExpectNothing();
    }

    [Fact]
    public void Anyone_elses_thumb_does_not_and_they_are_told_privately_once() => Opened()
        .ThumbsUp(Ada).Expect<Effect.HintNotIncoming>(hint => Assert.Equal((Ada.Slack, Ben), (hint.OnlyFor, hint.Incoming)))
        .ThumbsUp(Ada).ExpectIgnored(Reason.AlreadyHinted)
        .ThumbsUp("U0STRANGER").Expect<Effect.HintNotIncoming>()
        .ExpectIncomplete()
        .ThumbsUp(Ben).ExpectCompleteBy(Ben);

    [Fact]
    public void An_override_a_minute_before_changes_who_the_incoming_is() => Planned(start: "2026-01-12T08:30Z")
        .Until("2026-01-12T08:59Z")
        .Override(Cyd, TheMonday, "2026-01-13T09:00Z")
        .Until(TheMonday).Expect<Effect.PostHandoverNote>(post => Assert.Equal(Cyd, post.View.Who.Incoming))
        .ThumbsUp(Ben).Expect<Effect.HintNotIncoming>()
        .ThumbsUp(Cyd).ExpectCompleteBy(Cyd);

    [Fact]
    public void An_override_after_the_opening_is_said_and_from_then_on_the_new_ones_thumb_counts() => Opened()
        .After(5.Minutes())
        .Override(Cyd, "2026-01-12T09:05Z", "2026-01-13T09:00Z")
        .After(1.Minutes())
        .Expect<Effect.EditHandoverNote>(edit => Assert.Equal(Cyd, edit.View.Who.Incoming))
        .Expect<Effect.TellIncomingChanged>(told => Assert.Equal(Ben, told.Before))
        .ThumbsUp(Ben).Expect<Effect.HintNotIncoming>()
        .ThumbsUp(Cyd).ExpectCompleteBy(Cyd);

    [Fact]
    public void Whose_thumb_counts_is_decided_when_it_comes_and_not_at_the_last_tick() => Opened()
        .Override(Cyd, TheMonday, "2026-01-13T09:00Z")
        .ThumbsUp(Cyd)
        .Expect<Effect.EditHandoverNote>().Expect<Effect.TellIncomingChanged>()
        .Expect<Effect.EditHandoverNote>().Expect<Effect.TellHandoverComplete>()
        .ExpectCompleteBy(Cyd);

    [Fact]
    public void Nudged_after_15_and_30_minutes_secondary_and_lead_told_after_60_then_hourly_in_business_hours() => Opened()
        .After(15.Minutes()).ExpectNudge(HandoverNudge.AskIncoming)
        .After(15.Minutes()).ExpectNudge(HandoverNudge.AskIncoming)
        .After(30.Minutes()).Expect<Effect.NudgeHandover>(told =>
            Assert.Equal((HandoverNudge.TellOthers, Cyd, Lea), (told.Nudge, told.View.Who.Secondary, told.View.Who.Lead)))
        .After(60.Minutes()).ExpectNudge(HandoverNudge.AskAgain)
        .Until("2026-01-12T12:00Z").ExpectNudge(HandoverNudge.AskAgain);

    [Fact]
    public void Nobody_is_nudged_at_night_or_on_a_holiday()
    {
        var story = Opened(Novalien.Policy with { BusinessHours = BusinessHours.Standard with { Holidays = [new DateOnly(2026, 1, 13)] } });
        foreach (var minutes in new[] { 15, 15, 30, 60, 60, 60, 60, 60 })
            story.After(minutes.Minutes()).Expect<Effect.NudgeHandover>();
        Assert.Equal(At("2026-01-12T15:00Z"), story.Now);

        // 17:00 in Berlin: closed until Wednesday at nine.
        story.Until("2026-01-14T08:00Z").ExpectNudge(HandoverNudge.AskAgain);
    }

    [Fact]
    public void The_outgoing_primary_stays_responsible_until_the_ack_unless_the_policy_says_otherwise()
    {
        Assert.Equal(Ada, Opened().View.Covering);
        Assert.Equal(Ben, Opened(Novalien.Policy with
        {
            Handover = HandoverPolicy.Standard with { UntilAcknowledged = HandoverCover.Incoming },
        }).View.Covering);
    }

    [Fact]
    public void Whoever_covered_an_unfinished_handover_still_covers_when_the_next_one_opens()
    {
        var story = Planned(start: "2026-01-12T09:00Z").Begin(Note, new UnfinishedHandover(At("2026-01-05T09:00Z"), Cyd))
            .Expect<Effect.PostHandoverNote>();

        Assert.Equal((Ada, Cyd), (story.View.Who.Outgoing, story.View.Covering));
    }

    [Fact]
    public void It_is_never_complete_by_time_and_ends_incomplete_when_the_next_one_comes()
    {
        var story = Opened();
        while (story.State is Handover.Open open)
        {
            var due = new[] { open.NextAt, At("2026-01-19T09:00Z") }.Min();
            story.Until(due);
            if (due < At("2026-01-19T09:00Z"))
                story.Expect<Effect.NudgeHandover>();
        }

        story.Expect<Effect.EditHandoverNote>().Expect<Effect.TellHandoverLapsed>().ExpectIncomplete();
        Assert.IsType<HandoverStanding.NeverAcknowledged>(story.View.Standing);
        story.ThumbsUp(Ben).ExpectIgnored(Reason.NothingThere);
    }

    [Theory]
    [InlineData("2026-01-12T09:04Z", false)] // the clock was slow
    [InlineData("2026-01-12T09:05Z", true)]
    [InlineData("2026-01-15T09:00Z", true)] // three days without the service
    [InlineData("2026-01-19T08:59Z", true)] // a minute before the next one
    public void Opened_late_it_is_marked_late_and_opened_once(string instant, bool isLate)
    {
        var story = Planned(start: "2026-01-12T08:30Z").AwayUntil(instant).Tick().Expect<Effect.PostHandoverNote>();
        for (var tick = 0; tick < 10; tick++)
            story.Tick().ExpectNothing();

        Assert.Equal(isLate, story.View.IsLate);
        Assert.Equal(Ben, story.View.Who.Incoming);
    }

    [Fact]
    public void Slept_through_a_whole_week_it_is_said_and_not_held() => Planned(start: "2026-01-12T08:30Z")
        .AwayUntil("2026-01-19T09:00Z").Tick().Expect<Effect.TellHandoverMissed>().Tick().ExpectNothing();

    [Fact]
    public void Without_any_tick_it_opens_by_itself_two_minutes_late_and_its_sections_are_filled_in_later()
    {
        var story = Planned(start: "2026-01-12T08:30Z").WithoutTicks()
            .Until("2026-01-12T09:02Z").Expect<Effect.PostHandoverNote>();

        Assert.Equal(4, story.View.Note.Unread.Count());
        story.Fill(NoteSection.ClosedOrgs, new SectionContent.Known([], 0)).Expect<Effect.EditHandoverNote>();
        Assert.Equal(3, story.View.Note.Unread.Count());
    }

    [Fact]
    public void Planned_after_its_hour_it_is_given_time_for_its_note_to_be_read() => Planned(start: "2026-01-12T09:03Z")
        .WakeUp().ExpectIgnored(Reason.NotDueYet)
        .Tick().Expect<Effect.PostHandoverNote>(post => Assert.Empty(post.View.Note.Unread));

    [Fact]
    public void Nudges_that_were_slept_through_are_not_made_up_for() => Opened()
        .AwayUntil("2026-01-12T10:30Z").WakeUp().ExpectNudge(HandoverNudge.TellOthers)
        .After(60.Minutes()).ExpectNudge(HandoverNudge.AskAgain);

    [Fact]
    public void A_policy_that_moves_the_hour_moves_the_handover_and_one_that_moves_the_day_calls_it_off()
    {
        var eleven = Novalien.Policy with { Rotation = Novalien.Policy.Rotation with { HandoverAt = new TimeOnly(11, 0) } };
        Planned(eleven, start: "2026-01-12T08:30Z", handover: TheMonday)
            .Do(new HandoverCommand.Plan(At("2026-01-12T10:00Z"), At("2026-01-12T08:30Z")))
            .Until("2026-01-12T09:00Z").Expect<Effect.RemindOfHandover>()
            .Until("2026-01-12T10:00Z").Expect<Effect.PostHandoverNote>(post => Assert.Equal((Ada, Ben), (post.View.Who.Outgoing, post.View.Who.Incoming)));

        var tuesday = Novalien.Policy with
        {
            Rotation = Novalien.Policy.Rotation with { Start = new DateOnly(2026, 1, 6), HandoverDay = DayOfWeek.Tuesday },
        };
        var calledOff = Planned(tuesday, start: "2026-01-12T08:30Z").Until("2026-01-12T09:10Z").ExpectNothing();
        Assert.IsType<Handover.NotHeld>(calledOff.State);
    }

    [Fact]
    public void The_same_person_twice_in_a_row_confirms_that_the_note_was_read() => Planned(start: "2026-01-12T08:30Z")
        .Override(Ada, TheMonday, "2026-01-19T09:00Z")
        .Until(TheMonday).Expect<Effect.PostHandoverNote>(post => Assert.Equal(post.View.Who.Outgoing, post.View.Who.Incoming))
        .ExpectIncomplete()
        .ThumbsUp(Ada).ExpectCompleteBy(Ada);

    [Fact]
    public void With_one_member_nobody_is_secondary_and_only_the_lead_can_be_told()
    {
        var alone = Novalien.Policy with { Rotation = Novalien.Policy.Rotation with { Order = [Ada.Id] } };
        Opened(alone).After(15.Minutes()).Expect<Effect.NudgeHandover>().After(15.Minutes()).Expect<Effect.NudgeHandover>()
            .After(30.Minutes()).Expect<Effect.NudgeHandover>(told =>
                Assert.Equal((null, Lea), (told.View.Who.Secondary, told.View.Who.Lead)));
    }

    [Theory]
    [InlineData("2026-01-12T08:00Z", "2026-01-12T09:00Z")] // dated before the opening: Slack's clock
    [InlineData("2026-01-12T09:07Z", "2026-01-12T09:07Z")]
    [InlineData("2026-01-12T11:00Z", "2026-01-12T09:10Z")] // dated in the future
    public void The_ack_counts_from_when_it_was_given_within_reason(string given, string counts)
    {
        var story = Opened().After(10.Minutes()).ThumbsUp(Ben.Slack, At(given));

        Assert.Equal(At(counts), ((HandoverStanding.Completed)story.View.Standing).At);
    }
}
