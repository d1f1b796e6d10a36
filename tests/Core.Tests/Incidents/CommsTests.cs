using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;
using static OnCall.Core.Tests.Novalien;

namespace OnCall.Core.Tests.Incidents;

public class CommsTests
{
    static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void Communicate_outward_every_15_minutes() => Acknowledged()
        .After(Quarter - Millisecond).ExpectIgnored(Reason.NotDueYet)
        .After(Millisecond).Expect<Effect.RemindOfWord>(reminder => Assert.Equal((Ada, null), (reminder.Person, reminder.Since)))
        .Say(Ada).Expect<Effect.TellUpdate>().Expect<Effect.TellStepsSkipped>()
        .After(Quarter - Millisecond).ExpectIgnored(Reason.NotDueYet)
        .After(Millisecond).Expect<Effect.RemindOfWord>(reminder => Assert.Equal(IncidentStory.At("2026-01-06T08:57Z"), reminder.Since))
            .Expect<Effect.AskConverging>();

    [Fact]
    public void Silence_is_said_again_every_15_minutes() => Acknowledged()
        .After(Quarter).Expect<Effect.RemindOfWord>()
        .After(Quarter).Expect<Effect.RemindOfWord>().Expect<Effect.AskConverging>();

    [Fact]
    public void Acknowledged_late_the_reminder_is_due_at_once() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .After(Quarter).ExpectPaging(EscalationRole.Secondary, Ben, level: 2)
        .Wait(TimeSpan.FromMinutes(2)).Acknowledge(Ben).Expect<Effect.TellAcknowledged>()
        .After(TimeSpan.Zero).Expect<Effect.RemindOfWord>(reminder => Assert.Equal(Ben, reminder.Person));

    [Fact]
    public void While_nobody_has_it_nobody_is_reminded() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .After(Quarter).ExpectPaging(EscalationRole.Secondary, Ben, level: 2)
        .After(TimeSpan.Zero).ExpectIgnored(Reason.NotDueYet);

    [Fact]
    public void A_clock_that_jumps_three_days_reminds_once_and_asks_once() => Acknowledged()
        .After(TimeSpan.FromDays(3)).Expect<Effect.RemindOfWord>().Expect<Effect.AskConverging>()
        .After(TimeSpan.Zero).ExpectIgnored(Reason.NotDueYet);

    [Fact]
    public void Snoozed_it_comes_when_the_snooze_is_over_and_not_for_ever() => Acknowledged()
        .After(Quarter).Expect<Effect.RemindOfWord>()
        .Snooze(Ada).Expect<Effect.TellSnoozed>(told => Assert.Equal(IncidentStory.At("2026-01-06T09:07Z"), told.Until))
        .Snooze(Ben).ExpectIgnored(Reason.AlreadyRecorded)
        .After(TimeSpan.FromMinutes(10)).Expect<Effect.RemindOfWord>()
        .Snooze(Ada).Expect<Effect.TellSnoozed>()
        .After(TimeSpan.FromMinutes(10)).Expect<Effect.AskConverging>().Expect<Effect.RemindOfWord>()
        .Snooze(Ada).ExpectRefused("snoozed-enough")
        .Say(Ada).Expect<Effect.TellUpdate>().Expect<Effect.TellStepsSkipped>()
        .Snooze(Ada).Expect<Effect.TellSnoozed>();

    [Fact]
    public void The_same_words_twice_are_a_second_press_of_the_button() => Acknowledged()
        .Say(Ada).Expect<Effect.TellUpdate>().Expect<Effect.TellStepsSkipped>()
        .Wait(TimeSpan.FromSeconds(2)).Say(Ada).ExpectIgnored(Reason.AlreadyRecorded)
        .Say(Ben).Expect<Effect.TellUpdate>()
        .Wait(TimeSpan.FromMinutes(2)).Say(Ben).Expect<Effect.TellUpdate>();

    [Fact]
    public void Words_that_are_missing_or_endless_are_refused_where_they_were_typed() => Acknowledged()
        .Say(Ada, "  ").ExpectRefused("text-missing")
        .Say(Ada, new string('x', CommsRules.MaxTextLength + 1)).ExpectRefused("text-too-long");

    [Theory]
    [InlineData(15, 1, 0)] // upon the reminder
    [InlineData(20, 1, 0)] // at the end of the grace
    [InlineData(20.1, 0, 1)]
    [InlineData(34, 0, 1)]
    [InlineData(36, 0, 2)]
    public void What_was_kept_and_what_was_missed_is_counted(double minutes, int kept, int missed)
    {
        var story = Acknowledged().Wait(TimeSpan.FromMinutes(minutes));
        story.Say(Ada).Expect<Effect.TellUpdate>().Expect<Effect.TellStepsSkipped>();
        var over = story.Wait(TimeSpan.FromMinutes(1)).Resolve().Expect<Effect.TellResolved>().Declaration!.Standing;

        var summary = Assert.IsType<IncidentStanding.Over>(over).Summary;
        Assert.Equal((kept, missed), (summary.Kept, summary.Missed));
    }

    [Fact]
    public void Resolved_the_summary_says_how_long_what_was_said_and_who_did_what()
    {
        var story = IncidentStory.Of()
            .Raise().Expect<Effect.DeclareIncident>()
            .Wait(TimeSpan.FromMinutes(4)).Acknowledge(Ada).Expect<Effect.TellAcknowledged>()
            .Suppose(Ada, "the gateway deploy").Expect<Effect.TellHypothesis>()
            .Wait(TimeSpan.FromMinutes(20)).Resolve();
        story.Expect<Effect.TellResolved>();

        var summary = Assert.IsType<IncidentStanding.Over>(story.Declaration!.Standing).Summary;
        Assert.Equal((TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(24)), (summary.TimeToAcknowledge, summary.TimeToResolve));
        Assert.Equal((0, 1, "the gateway deploy"), (summary.Kept, summary.Missed, story.Declaration.Hypothesis));
        Assert.Equal(["Ada acknowledged", "Ada set the hypothesis: the gateway deploy"], summary.Deeds.Select(deed => $"{deed.Who} {deed.What}"));
    }

    static IncidentStory Acknowledged() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .Acknowledge(Ada).Expect<Effect.TellAcknowledged>();
}
