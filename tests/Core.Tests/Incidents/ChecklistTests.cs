using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using static OnCall.Core.Tests.Novalien;

namespace OnCall.Core.Tests.Incidents;

public class ChecklistTests
{
    static readonly Person Stranger = new(new PersonId("zoe"), "Zoe", "U0ZOE", "PZOE001", "zoe@novalien.com");
    static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);
    static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void Do_these_in_order_in_order_nothing_is_skipped()
    {
        var story = Acknowledged()
            .Check(new(ChecklistStep.HealthChecked, "200 in 84 ms"), new(ChecklistStep.DeploysChecked, "none"), new(ChecklistStep.ReportsChecked, "none"))
            .Tick(Ada, ChecklistStep.ServerLookedAt)
            .Say(Ada).Expect<Effect.TellUpdate>();

        Assert.Equal(
            Checklist.Steps.Select(step => step == ChecklistStep.CustomerAsked ? ChecklistMark.Open : ChecklistMark.Done),
            Checklist.Steps.Select(story.Declaration!.Checklist.MarkOf));
        Assert.Equal("200 in 84 ms", story.Declaration.Checklist.TickOf(ChecklistStep.HealthChecked)!.Finding);
    }

    [Fact]
    public void Skipped_steps_are_shown_as_such_recorded_and_said_once()
    {
        var story = Acknowledged()
            .Check(new CheckedStep(ChecklistStep.HealthChecked, "503"))
            .Tick(Ada, ChecklistStep.DeploysChecked)
                .Expect<Effect.TellStepsSkipped>(told => Assert.Equal([ChecklistStep.ServerLookedAt], told.Steps))
            .Tick(Ada, ChecklistStep.ReportsChecked).ExpectNothing();
        Assert.Equal(ChecklistMark.Skipped, story.Declaration!.Checklist.MarkOf(ChecklistStep.ServerLookedAt));
        Assert.Contains(story.Events, happened => happened is IncidentEvent.StepsSkipped { By.Name: "Ada" });

        story.Tick(Ada, ChecklistStep.ServerLookedAt).ExpectNothing();
        Assert.Equal(ChecklistMark.DoneLate, story.Declaration!.Checklist.MarkOf(ChecklistStep.ServerLookedAt));
    }

    [Fact]
    public void Ticked_twice_it_changes_nothing() => Acknowledged()
        .Tick(Ada, ChecklistStep.HealthChecked).ExpectNothing()
        .Tick(Ben, ChecklistStep.HealthChecked).ExpectIgnored(Reason.AlreadyRecorded)
        .Check(new CheckedStep(ChecklistStep.HealthChecked, "503")).ExpectNothing()
        .Check(new CheckedStep(ChecklistStep.HealthChecked, "503")).ExpectIgnored(Reason.NothingChanged);

    [Fact]
    public void Expected_online_within_10_minutes_of_a_page_or_it_is_said() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .After(TenMinutes - Millisecond).ExpectIgnored(Reason.NotDueYet)
        .After(Millisecond)
            .Expect<Effect.NotePage>(note => Assert.Equal(
                "primary Ada is not online 10 min after the page: nobody on call has acknowledged or written in Slack. Without an acknowledgement "
                + "the next level is paged at 08:57 UTC.", note.Text))
            .Expect<Effect.TellNobodyOnline>(told => Assert.Equal(Ada, told.Paged.Person))
        .After(TimeSpan.FromMinutes(1)).ExpectIgnored(Reason.NotDueYet);

    [Fact]
    public void Whoever_is_on_call_and_writes_in_the_thread_is_online_and_a_bystander_is_not() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .Write(Stranger).ExpectIgnored(Reason.NothingChanged)
        .Write(Ada).ExpectNothing()
        .Write(Ada).ExpectIgnored(Reason.NothingChanged)
        .After(TenMinutes).ExpectIgnored(Reason.NotDueYet);

    [Fact]
    public void Pinned_twice_a_message_joins_the_timeline_once()
    {
        var story = Acknowledged()
            .Pin(Stranger, "C0LIVE/1.1", "The fan is loud.").ExpectNothing()
            .Pin(Ada, "C0LIVE/1.1", "The fan is loud.").ExpectIgnored(Reason.AlreadyRecorded);

        Assert.Equal("The fan is loud.", Assert.Single(story.Events.OfType<IncidentEvent.Pinned>()).Text);
    }

    [Fact]
    public void Nobody_acts_who_is_not_allowed_to_and_the_refusal_is_recorded()
    {
        var story = Acknowledged();
        foreach (var who in new[] { Stranger, Cyd })
        {
            story.Say(who).Expect<Effect.HintNotAllowed>(hint => Assert.Equal(who.Slack, hint.OnlyFor));
            story.Tick(who, ChecklistStep.ServerLookedAt).Expect<Effect.HintNotAllowed>();
            story.PageUp(who, EscalationRole.Secondary).Expect<Effect.HintNotAllowed>();
            story.Ask(who, IncidentAction.PageCto).Expect<Effect.HintNotAllowed>();
            story.Snooze(who).Expect<Effect.HintNotAllowed>();
            story.Suppose(who, "the fan").Expect<Effect.HintNotAllowed>();
            story.Converging(who, yes: true).Expect<Effect.HintNotAllowed>();
        }

        Assert.Equal(14, story.Events.OfType<IncidentEvent.NotAllowed>().Count());
        story.Ask(Lea, IncidentAction.PageCto).ExpectIgnored(Reason.Allowed);
    }

    [Fact]
    public void Whoever_has_the_incident_may_act_also_when_they_are_not_on_call() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .Acknowledge(Cyd).Expect<Effect.TellAcknowledged>()
        .Suppose(Cyd, "the fan").Expect<Effect.TellHypothesis>();

    [Fact]
    public void The_policy_says_who_may() => IncidentStory.Of(Novalien.Policy with
    {
        Incidents = IncidentsPolicy.Standard with
        {
            May = new Dictionary<IncidentAction, IncidentRole> { [IncidentAction.PageCto] = IncidentRole.Lead, [IncidentAction.TickStep] = IncidentRole.Anyone },
        },
    })
        .Raise().Expect<Effect.DeclareIncident>()
        .Ask(Ben, IncidentAction.PageCto).Expect<Effect.HintNotAllowed>(hint => Assert.Equal(IncidentRole.Lead, hint.Who))
        .Ask(Lea, IncidentAction.PageCto).ExpectIgnored(Reason.Allowed)
        .Tick(Stranger, ChecklistStep.HealthChecked).Expect<Effect.TellStepsSkipped>();

    [Fact]
    public void After_resolve_no_button_acts_and_whoever_presses_is_told_why() => Acknowledged()
        .Resolve().Expect<Effect.TellResolved>()
        .Say(Ada).ExpectRefused("over")
        .PageUp(Ada, EscalationRole.Secondary).ExpectRefused("over")
        .Tick(Stranger, ChecklistStep.HealthChecked).ExpectRefused("over")
        .Write(Ada).ExpectIgnored(Reason.Over)
        .Unacknowledge().ExpectIgnored(Reason.Over)
        .Reassign(Ben, Ada).ExpectIgnored(Reason.Over);

    [Fact]
    public void The_declaration_says_who_has_it_and_when_the_next_word_is_due()
    {
        var story = Acknowledged();
        Assert.Equal("Ada", Assert.IsType<IncidentStanding.Held>(story.Declaration!.Standing).Owner.Name);
        Assert.Equal(IncidentStory.At("2026-01-06T08:57Z"), story.Declaration.NextWordBy);

        story.PageUp(Ada, EscalationRole.Secondary).ExpectHelp(Ben, level: 2);
        var paged = Assert.IsType<IncidentStanding.Paged>(story.Declaration.Standing);
        Assert.Equal((Ben, "Ada"), (paged.Responder.Person, paged.Owner!.Name));
    }

    static IncidentStory Acknowledged() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .Acknowledge(Ada).Expect<Effect.TellAcknowledged>();

    [Fact]
    public void Whoever_is_told_by_a_customer_asks_the_customer_before_word_goes_out()
    {
        var reported = new Checklist([], []) { IsCustomerReported = true };
        Assert.Contains(ChecklistStep.CustomerAsked, reported.PassedOverBy(ChecklistStep.Communicated));
        Assert.Equal("customer asked, cross-org search done", reported.NameOf(ChecklistStep.CustomerAsked));

        var found = new Checklist([], []);
        Assert.DoesNotContain(ChecklistStep.CustomerAsked, found.PassedOverBy(ChecklistStep.Communicated));
        Assert.Equal("if customer-reported: customer asked, cross-org search done", found.NameOf(ChecklistStep.CustomerAsked));
    }
}
