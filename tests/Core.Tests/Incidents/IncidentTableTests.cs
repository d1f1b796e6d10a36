using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;

namespace OnCall.Core.Tests.Incidents;

/// <summary>What the compiler cannot check yet: every state answers every command, every event has a meaning.</summary>
public class IncidentTableTests
{
    static readonly DateTimeOffset Now = IncidentStory.At("2026-01-06T08:42Z");
    static readonly Page Page = new(new IncidentId("PGR0VU2"), "API 5xx", null, null, Now);
    static readonly Responder Ada = new(EscalationRole.Primary, 1, Novalien.Ada);
    static readonly IncidentDecider Decider = Novalien.DeciderFor(Novalien.Policy);

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

    static HashSet<Type> NestedIn<T>() => [.. typeof(T).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(T)))];
}
