using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;
using static OnCall.Core.Tests.Novalien;

namespace OnCall.Core.Tests.Incidents;

public class EscalationTests
{
    static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    static readonly TimeSpan Instant = TimeSpan.FromTicks(1);

    [Fact]
    public void A_page_is_declared_with_primary_secondary_and_an_unknown_hypothesis() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>(declared =>
        {
            Assert.Equal((Ada, Ben), (declared.Primary.Person, declared.Secondary!.Person));
            Assert.Equal("unknown", declared.Hypothesis);
            Assert.Equal(IncidentStory.At("2026-01-06T08:57Z"), declared.AckBy);
        })
        .ExpectNothing();

    [Fact]
    public void Secondary_takes_over_if_primary_does_not_ack_within_15_minutes() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .Wait(Quarter - Instant).Write(Ada).ExpectNothing()
        .After(TimeSpan.Zero).ExpectIgnored(Reason.NotDueYet)
        .After(Instant).ExpectPaging(EscalationRole.Secondary, Ben, level: 2)
        .ExpectNothing();

    [Fact]
    public void Primary_then_secondary_then_engineering_lead_then_CTO() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .After(Quarter).ExpectPaging(EscalationRole.Secondary, Ben, level: 2)
        .After(Quarter).ExpectPaging(EscalationRole.Lead, Lea, level: 3)
        .After(Quarter).ExpectPaging(EscalationRole.Cto, Tom, level: 4)
        .After(Quarter).Expect<Effect.TellNobodyLeft>()
        .After(Quarter).ExpectIgnored(Reason.NotDueYet);

    [Fact]
    public void The_note_is_one_sentence_that_says_why()
    {
        IncidentStory.Of()
            .Raise().Expect<Effect.DeclareIncident>()
            .After(Quarter).Expect<Effect.EscalatePage>().Expect<Effect.NotePage>(note => Assert.Equal(
                "primary Ada did not acknowledge by 08:57 UTC, paging secondary Ben for the incident of 08:42 UTC: API 5xx", note.Text))
            .Expect<Effect.TellEscalated>();
    }

    [Fact]
    public void Acknowledged_in_time_nobody_else_is_paged() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .Wait(Quarter - Instant).Acknowledge(Ada).Expect<Effect.TellAcknowledged>(told => Assert.Equal("Ada", told.By.Name))
        .After(TimeSpan.Zero).ExpectIgnored(Reason.NotDueYet)
        .After(Instant).Expect<Effect.RemindOfWord>();

    [Fact]
    public void An_ack_after_the_secondary_was_paged_stops_the_chain() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .After(Quarter).ExpectPaging(EscalationRole.Secondary, Ben, level: 2)
        .Wait(Instant).Acknowledge(Ben).Expect<Effect.TellAcknowledged>()
        .Say(Ben).Expect<Effect.TellUpdate>().Expect<Effect.TellStepsSkipped>()
        .After(Quarter - Instant - Instant).ExpectIgnored(Reason.NotDueYet);

    [Fact]
    public void An_ack_after_the_chain_ended_still_says_who_has_it() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .After(Quarter).ExpectPaging(EscalationRole.Secondary, Ben, level: 2)
        .After(Quarter).ExpectPaging(EscalationRole.Lead, Lea, level: 3)
        .After(Quarter).ExpectPaging(EscalationRole.Cto, Tom, level: 4)
        .After(Quarter).Expect<Effect.TellNobodyLeft>()
        .Acknowledge(Tom).Expect<Effect.TellAcknowledged>();

    [Fact]
    public void Acknowledging_twice_is_said_once() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .Acknowledge(Ada).Expect<Effect.TellAcknowledged>()
        .Acknowledge(Ben).ExpectIgnored(Reason.AlreadyAcknowledged);

    [Fact]
    public void After_resolve_nothing_more_happens_ever() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .Resolve().Expect<Effect.TellResolved>()
        .After(Quarter).ExpectIgnored(Reason.Over)
        .Acknowledge(Ada).ExpectIgnored(Reason.Over)
        .Raise().ExpectIgnored(Reason.Over)
        .Resolve().ExpectIgnored(Reason.Over);

    [Fact]
    public void A_resolve_that_overtakes_the_page_wins() => IncidentStory.Of()
        .Resolve().ExpectNothing()
        .Raise().ExpectIgnored(Reason.Over);

    [Fact]
    public void An_ack_whose_page_was_never_heard_of_declares_the_incident_and_who_has_it() => IncidentStory.Of()
        .Acknowledge(Ada).Expect<Effect.DeclareIncident>().Expect<Effect.TellAcknowledged>()
        .Raise().ExpectIgnored(Reason.AlreadyRaised)
        .After(Quarter - Instant).ExpectIgnored(Reason.NotDueYet);

    [Fact]
    public void An_empty_level_is_skipped_at_once_and_said() => IncidentStory.Of(Novalien.Policy.Without(EscalationRole.Lead))
        .Raise().Expect<Effect.DeclareIncident>()
        .After(Quarter).ExpectPaging(EscalationRole.Secondary, Ben, level: 2)
        .After(Quarter)
            .Expect<Effect.TellLevelSkipped>(told => Assert.Equal(EscalationRole.Lead, told.Role))
            .ExpectPaging(EscalationRole.Cto, Tom, level: 4)
        .ExpectNothing();

    [Fact]
    public void Whom_PagerDuty_refuses_to_page_is_not_waited_for() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .After(Quarter).ExpectPaging(EscalationRole.Secondary, Ben, level: 2)
        .Refuse(new Effect.EscalatePage(new IncidentId("PGR0VU2"), 2, Ben))
            .Expect<Effect.TellPageRefused>(told => Assert.Equal(Ben, told.Paged!.Person))
            .ExpectPaging(EscalationRole.Lead, Lea, level: 3)
        .After(Quarter - Instant).ExpectIgnored(Reason.NotDueYet)
        .After(Instant).ExpectPaging(EscalationRole.Cto, Tom, level: 4);

    [Fact]
    public void A_refusal_that_comes_after_the_next_level_was_paged_is_only_said() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .After(Quarter).ExpectPaging(EscalationRole.Secondary, Ben, level: 2)
        .After(Quarter).ExpectPaging(EscalationRole.Lead, Lea, level: 3)
        .Refuse(new Effect.EscalatePage(new IncidentId("PGR0VU2"), 2, Ben)).Expect<Effect.TellPageRefused>();

    [Fact]
    public void A_refused_note_is_said_and_pages_nobody() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .After(Quarter).ExpectPaging(EscalationRole.Secondary, Ben, level: 2)
        .Refuse(new Effect.NotePage(new IncidentId("PGR0VU2"), "why"))
            .Expect<Effect.TellPageRefused>(told => Assert.Null(told.Paged));

    [Fact]
    public void A_refusal_by_Slack_is_not_told_in_Slack() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>(declared => Assert.True(declared.OpensThread))
        .Refuse(new Effect.TellLevelSkipped(new Page(new IncidentId("PGR0VU2"), "", null, null, default), EscalationRole.Lead))
        .ExpectIgnored(Reason.NobodyToTell);

    [Fact]
    public void Whoever_did_not_need_to_be_paged_is_named_and_the_incident_stays_as_it_is() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .After(Quarter).ExpectPaging(EscalationRole.Secondary, Ben, level: 2)
        .Overtake(new Effect.EscalatePage(new IncidentId("PGR0VU2"), 2, Ben))
            .Expect<Effect.TellPageNotNeeded>(told => Assert.Equal((Ben, "It is acknowledged already."), (told.Spared, told.Why)))
        .After(Quarter - Instant).ExpectIgnored(Reason.NotDueYet)
        .After(Instant).ExpectPaging(EscalationRole.Lead, Lea, level: 3);

    [Fact]
    public void After_the_end_nobody_is_told_who_was_not_paged() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .After(Quarter).ExpectPaging(EscalationRole.Secondary, Ben, level: 2)
        .Resolve().Expect<Effect.TellResolved>()
        .Overtake(new Effect.EscalatePage(new IncidentId("PGR0VU2"), 2, Ben)).ExpectIgnored(Reason.Over);

    [Fact]
    public void A_late_wakeup_pages_the_next_level_only_and_gives_it_its_own_15_minutes() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .After(TimeSpan.FromHours(2)).ExpectPaging(EscalationRole.Secondary, Ben, level: 2)
        .After(Quarter - Instant).ExpectIgnored(Reason.NotDueYet)
        .After(Instant).ExpectPaging(EscalationRole.Lead, Lea, level: 3);

    [Fact]
    public void A_handover_during_the_incident_counts_from_the_next_step_on()
    {
        // 09:50 in Berlin on the Monday of the handover from Ada to Ben: ten minutes later Cyd is secondary.
        new IncidentStory(Novalien.Policy, start: "2026-01-12T08:50Z")
            .Raise().Expect<Effect.DeclareIncident>(declared => Assert.Equal((Ada, Ben), (declared.Primary.Person, declared.Secondary!.Person)))
            .After(Quarter).ExpectPaging(EscalationRole.Secondary, Cyd, level: 2);
    }
}
