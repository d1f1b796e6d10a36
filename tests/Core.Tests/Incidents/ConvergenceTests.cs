using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;
using static OnCall.Core.Tests.Novalien;

namespace OnCall.Core.Tests.Incidents;

public class ConvergenceTests
{
    static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void At_the_30_minute_mark_without_an_answer_the_secondary_is_paged() => Asked()
        .After(TimeSpan.FromMinutes(3) - Millisecond).ExpectIgnored(Reason.NotDueYet)
        .After(Millisecond).Expect<Effect.TellConvergingUnanswered>()
            .Expect<Effect.EscalatePage>(page => Assert.Equal((Ben, 2, true), (page.Person, page.Level, page.IsByHand)))
            .Expect<Effect.NotePage>(note => Assert.Equal(
                "Ada did not answer whether it is, so it counts as not converging 33 min after the start, paging secondary Ben to help with "
                + "the incident of 08:42 UTC: API 5xx", note.Text))
            .Expect<Effect.TellPagedUp>();

    [Fact]
    public void Not_converging_pages_the_secondary_at_once_also_though_somebody_has_it() => Asked()
        .Converging(Ada, yes: false).Expect<Effect.TellConverging>().ExpectHelp(Ben, level: 2)
        .ExpectState<Incident.Paging>()
        .After(TimeSpan.FromMinutes(3)).ExpectIgnored(Reason.NotDueYet)
        .Acknowledge(Ben).Expect<Effect.TellAcknowledged>().ExpectState<Incident.Acknowledged>();

    [Fact]
    public void Converging_is_asked_again_after_30_more_minutes() => Asked()
        .Converging(Ben, yes: true).Expect<Effect.TellConverging>(told => Assert.True(told.IsConverging))
        .Converging(Ada, yes: false).ExpectRefused("not-asked")
        .Say(Ada).Expect<Effect.TellUpdate>().Expect<Effect.TellStepsSkipped>()
        .After(Quarter).Expect<Effect.RemindOfWord>()
        .Say(Ada, "Rolling back.").Expect<Effect.TellUpdate>()
        .After(Quarter - Millisecond).ExpectIgnored(Reason.NotDueYet)
        .After(Millisecond).Expect<Effect.RemindOfWord>().Expect<Effect.AskConverging>();

    [Fact]
    public void Acknowledged_after_the_mark_it_is_asked_ten_minutes_later() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .After(Quarter).ExpectPaging(EscalationRole.Secondary, Ben, level: 2)
        .After(Quarter).ExpectPaging(EscalationRole.Lead, Lea, level: 3)
        .Wait(TimeSpan.FromMinutes(1)).Acknowledge(Lea).Expect<Effect.TellAcknowledged>()
        .Say(Lea).Expect<Effect.TellUpdate>().Expect<Effect.TellStepsSkipped>()
        .After(TimeSpan.FromMinutes(10) - Millisecond).ExpectIgnored(Reason.NotDueYet)
        .After(Millisecond).Expect<Effect.AskConverging>(asked => Assert.Equal(Lea, asked.Person));

    [Fact]
    public void When_the_secondary_has_it_the_next_level_that_is_somebody_else_is_paged_and_it_is_said() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .Acknowledge(Ben).Expect<Effect.TellAcknowledged>()
        .After(TimeSpan.FromMinutes(30)).Expect<Effect.RemindOfWord>().Expect<Effect.AskConverging>()
        .Converging(Ben, yes: false).Expect<Effect.TellConverging>()
            .Expect<Effect.TellLevelSkipped>(told => Assert.Equal(EscalationRole.Secondary, told.Role))
            .ExpectHelp(Lea, level: 3);

    [Fact]
    public void Help_that_does_not_come_goes_on_up_the_chain_and_at_its_end_whoever_has_it_still_has_it() => Asked()
        .Converging(Ada, yes: false).Expect<Effect.TellConverging>().ExpectHelp(Ben, level: 2)
        .Say(Ada).Expect<Effect.TellUpdate>().Expect<Effect.TellStepsSkipped>()
        .After(Quarter).ExpectPaging(EscalationRole.Lead, Lea, level: 3).Expect<Effect.RemindOfWord>()
        .After(Quarter).ExpectPaging(EscalationRole.Cto, Tom, level: 4).Expect<Effect.RemindOfWord>()
        .After(Quarter).Expect<Effect.TellHelpNotFound>().Expect<Effect.AskConverging>().Expect<Effect.RemindOfWord>()
        .ExpectState<Incident.Acknowledged>();

    [Fact]
    public void Nobody_is_paged_for_help_twice() => Asked()
        .Converging(Ada, yes: false).Expect<Effect.TellConverging>().ExpectHelp(Ben, level: 2)
        .Acknowledge(Ada, at: IncidentStory.At("2026-01-06T08:42Z")).ExpectIgnored(Reason.AlreadyAcknowledged)
        .Wait(Millisecond).Acknowledge(Ada).Expect<Effect.TellAcknowledged>()
        .After(TimeSpan.FromMinutes(30)).Expect<Effect.RemindOfWord>().Expect<Effect.AskConverging>()
        .Converging(Ada, yes: false).Expect<Effect.TellConverging>().ExpectHelp(Lea, level: 3);

    static IncidentStory Asked() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .Acknowledge(Ada).Expect<Effect.TellAcknowledged>()
        .After(TimeSpan.FromMinutes(30)).Expect<Effect.RemindOfWord>().Expect<Effect.AskConverging>(asked => Assert.Equal(Ada, asked.Person));
}
