using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Triage;

namespace OnCall.Core.Tests.Incidents;

/// <summary>What the compiler cannot check yet: every state answers every command, every event has a meaning.</summary>
public class IncidentTableTests
{
    static readonly DateTimeOffset Now = IncidentStory.At("2026-01-06T08:42Z");
    static readonly Page Page = new(new IncidentId("PGR0VU2"), "API 5xx", null, null, Now);
    static readonly Responder Ada = new(EscalationRole.Primary, 1, Novalien.Ada);
    static readonly IncidentDecider Decider = Novalien.DeciderFor(Novalien.Policy);

    static readonly Course Course = new(
        Now, "unknown", new Checklist([new Tick(ChecklistStep.Declared, Actor.Service, Now)], []),
        new Comms(Now, Now, 0, 0, 0), new Convergence(Now, null, 0));

    static readonly IncidentView View = new(
        Page, new IncidentStanding.Unheard(), "unknown", Course.Checklist, Now, Ada, null);

    static readonly TriageProgress Progress = new(4, 7, ["GitHub"]);
    static readonly TriageFindings Findings =
        TriageFindings.Of([TriageFinding.Of(TriageCheck.ProdHealth, TriageMark.Fine, "200 in 84 ms")], Now, Now);

    static readonly Impersonation Inside = new("grant_1", "org_1", "Harbour (org_1)", Actor.PagerDuty, Now);

    static readonly Incident[] States =
    [
        new Incident.None(),
        new Incident.Paging(Page, Ada, Now),
        new Incident.Unanswered(Page),
        new Incident.Acknowledged(Page, Actor.PagerDuty),
        new Incident.Resolved(),
    ];

    static readonly IncidentCommand[] Commands =
    [
        new IncidentCommand.Raise(Page, Now),
        new IncidentCommand.Acknowledge(Page, Actor.PagerDuty, Now, Now),
        new IncidentCommand.Resolve(Page, Actor.PagerDuty, Now, Now),
        new IncidentCommand.Refuse(new Effect.EscalatePage(Page.Incident, 1, Novalien.Ada), "why", Now),
        new IncidentCommand.Overtaken(new Effect.EscalatePage(Page.Incident, 1, Novalien.Ada), "why", Now),
        new IncidentCommand.WakeUp(Now),
        new IncidentCommand.Drafted(Page, new Uri("https://github.com/x/y/pull/1"), Now),
        new IncidentCommand.Refuse(new Effect.OfferPostmortem(Page), "why", Now),
        new IncidentCommand.Unacknowledge(Page, Now),
        new IncidentCommand.Reassign(Page, Actor.PagerDuty, Actor.PagerDuty, Now),
        new IncidentCommand.Checked([new CheckedStep(ChecklistStep.HealthChecked, "200")], Actor.Service, Now),
        new IncidentCommand.Write("U0ADA", Now),
        new IncidentCommand.Ask("U0ADA", IncidentAction.PageLead, Now),
        new IncidentCommand.Tick("U0ADA", ChecklistStep.ServerLookedAt, Now),
        new IncidentCommand.PageUp("U0ADA", EscalationRole.Secondary, "", Now),
        new IncidentCommand.Say("U0ADA", "text", Now),
        new IncidentCommand.Snooze("U0ADA", Now),
        new IncidentCommand.AnswerConverging("U0ADA", true, Now),
        new IncidentCommand.SetHypothesis("U0ADA", "text", Now),
        new IncidentCommand.Pin("U0ADA", "C/1", "U0ADA", "text", Now),
        new IncidentCommand.Impersonate("U0ADA", "Harbour (org_1)", Now),
        new IncidentCommand.EndImpersonation("U0ADA", "grant_1", Now),
        new IncidentCommand.Minted(Inside, Now),
        new IncidentCommand.NotMinted(Actor.PagerDuty, "Harbour (org_1)", "why", Now),
        new IncidentCommand.Entered("grant_1", Now),
        new IncidentCommand.Withdraw("grant_1", Now),
        new IncidentCommand.RunTriage("U0ADA", null, Now),
        new IncidentCommand.TriageSlow(1, Actor.PagerDuty, Progress, Now),
        new IncidentCommand.TriageEnd(null, Actor.PagerDuty, Findings, Now),
    ];

    public static readonly IncidentEvent[] Events =
    [
        new IncidentEvent.Raised(Page, Ada, Ada, Now, Now),
        new IncidentEvent.Acknowledged(Page, Actor.PagerDuty, Now),
        new IncidentEvent.Escalated(Page, Ada, Ada, "why", Now, Now),
        new IncidentEvent.LevelSkipped(Page, EscalationRole.Lead, Now),
        new IncidentEvent.ChainExhausted(Page, Ada, Now),
        new IncidentEvent.PageRefused(Page, Ada, "why", Now),
        new IncidentEvent.PageNotNeeded(Page, Novalien.Ada, "why", Now),
        new IncidentEvent.Resolved(Page, Actor.PagerDuty, Now),
        new IncidentEvent.ResolvedUnseen(Page, Actor.PagerDuty, Now),
        new IncidentEvent.CameOnline(Page, Actor.PagerDuty, Now),
        new IncidentEvent.NobodyOnline(Page, Ada, "why", Now),
        new IncidentEvent.PagedUp(Page, Ada, Actor.PagerDuty, PageUpCause.ByHand, "why", Now, Now),
        new IncidentEvent.PageConfirmed(Page, Actor.PagerDuty, Now),
        new IncidentEvent.Reassigned(Page, Actor.PagerDuty, Ada, Actor.PagerDuty, Now, Now),
        new IncidentEvent.AckExpired(Page, Actor.PagerDuty, Ada, Now, Now),
        new IncidentEvent.CommsReminded(Page, Actor.PagerDuty, Novalien.Ada, Now, Now, TimeSpan.FromMinutes(10), Now),
        new IncidentEvent.CommsSnoozed(Page, Actor.PagerDuty, Now, Now),
        new IncidentEvent.UpdatePosted(Page, Actor.PagerDuty, "text", 1, Now, Now),
        new IncidentEvent.ConvergingAsked(Page, Actor.PagerDuty, Novalien.Ada, Now, Now, Now),
        new IncidentEvent.ConvergingAnswered(Page, Actor.PagerDuty, true, Now, null, Now),
        new IncidentEvent.ConvergingUnanswered(Page, Actor.PagerDuty, Now, null, Now),
        new IncidentEvent.HelpNotFound(Page, Now),
        new IncidentEvent.HypothesisSet(Page, Actor.PagerDuty, "text", Now),
        new IncidentEvent.Pinned(Page, Actor.PagerDuty, "U0ADA", "C/1", "text", Now),
        new IncidentEvent.NotAllowed(Page, "U0CYD", IncidentAction.PageCto, IncidentRole.Responder, Now),
        new IncidentEvent.StepsTicked(Page, [new Tick(ChecklistStep.HealthChecked, Actor.Service, Now, "200")], Now),
        new IncidentEvent.StepsSkipped(Page, [ChecklistStep.HealthChecked], ChecklistStep.Communicated, Actor.PagerDuty, Now),
        new IncidentEvent.Shown(View, Now),
        new IncidentEvent.ImpersonationAsked(Page, Actor.PagerDuty, "Harbour (org_1)", Now),
        new IncidentEvent.ImpersonationRefused(Page, Actor.PagerDuty, "Harbour (org_1)", "why", Now),
        new IncidentEvent.ImpersonationMinted(Page, Inside, Now),
        new IncidentEvent.ImpersonationUsed(Page, Inside, Now),
        new IncidentEvent.ImpersonationEnded(Page, Inside, Actor.Clock, Now),
        new IncidentEvent.ImpersonationNotEnded(Page, Inside, "why", Now),
        new IncidentEvent.TriageAsked(Page, 1, Actor.PagerDuty, "org_1", Now),
        new IncidentEvent.TriageShown(Page, 1, Actor.PagerDuty, Progress, true, Now),
        new IncidentEvent.TriageStopped(Page, 1, Now),
        new IncidentEvent.Triaged(Page, 1, Actor.PagerDuty, Findings, false, Now),
        new IncidentEvent.PostmortemOffered(Page, new Uri("https://github.com/x/y/pull/1"), Now),
        new IncidentEvent.PostmortemNotOffered(Page, "why", Now),
    ];

    [Fact]
    public void The_lists_of_this_test_are_complete()
    {
        Assert.Equal(NestedIn<Incident>(), States.Select(state => state.GetType()).ToHashSet());
        Assert.Equal(NestedIn<IncidentCommand>(), Commands.Select(command => command.GetType()).ToHashSet());
        Assert.Equal(NestedIn<IncidentEvent>(), Events.Select(happened => happened.GetType()).ToHashSet());
    }

    [Fact]
    public void Every_state_answers_every_command()
    {
        foreach (var state in States)
            foreach (var command in Commands)
                if (Decider.Decide(state, command) is Decision<IncidentEvent>.Accept accept)
                    Assert.NotEmpty(accept.Events);
    }

    [Fact]
    public void Every_event_changes_something_is_explained_by_a_rule_and_has_its_effects()
    {
        foreach (var happened in Events)
        {
            Assert.NotNull(Decider.Evolve(new Incident.Paging(Page, Ada, Now), happened));
            Assert.NotNull(Decider.EffectsOf(happened));
            Assert.Contains(Decider.Explain(happened).Rule, Rules.All);
        }
    }

    [Fact]
    public void Nothing_is_due_in_a_state_without_a_deadline()
    {
        foreach (var state in States.Where(state => Decider.DeadlineOf(state) is null))
            Assert.IsType<Decision<IncidentEvent>.Ignore>(Decider.Decide(state, new IncidentCommand.WakeUp(DateTimeOffset.MaxValue)));
    }

    static HashSet<Type> NestedIn<T>() => [.. typeof(T).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract)];
}
