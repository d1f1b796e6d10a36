using System.Diagnostics;
using OnCall.Core.Effects;
using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>The rules of an incident, from PagerDuty's page to its resolution.</summary>
public sealed class IncidentDecider(EscalationChain chain) : Decider<Incident, IncidentCommand, IncidentEvent>
{
    public override string Kind => "incident";

    public override Incident Initial { get; } = new Incident.None();

    public override Decision<IncidentEvent> Decide(Incident incident, IncidentCommand command) => (incident, command) switch
    {
        (Incident.Resolved, _) => Ignore(Reason.Over),

        // PagerDuty's first event can be lost; whichever comes first tells what the incident is.
        (Incident.None, IncidentCommand.Raise raise) => Accept(Raised(raise.Page, raise.Now)),
        (Incident.None, IncidentCommand.Acknowledge ack) => Accept(Raised(ack.Page, ack.Now), Acknowledged(ack)),
        (Incident.None, IncidentCommand.Resolve end) => Accept(new IncidentEvent.ResolvedUnseen(end.Page, end.By, end.At)),
        (Incident.None, IncidentCommand.WakeUp) => Ignore(Reason.NothingThere),

        (_, IncidentCommand.Resolve end) => Accept(new IncidentEvent.Resolved(end.Page, end.By, end.At)),
        (_, IncidentCommand.Raise) => Ignore(Reason.AlreadyRaised),

        (Incident.Acknowledged, IncidentCommand.Acknowledge) => Ignore(Reason.AlreadyAcknowledged),
        (_, IncidentCommand.Acknowledge ack) => Accept(Acknowledged(ack)),

        (Incident.Paging paging, IncidentCommand.WakeUp wake) when wake.Now >= paging.AckBy =>
            Accept([.. Escalation.From(paging, chain, wake.Now)]),
        (_, IncidentCommand.WakeUp) => Ignore(Reason.NotDueYet),

        // Slack's refusals cannot be told in Slack: they stay with the effect, and in the log.
        (_, IncidentCommand.Refuse { Effect: Effect.ToSlack }) => Ignore(Reason.NobodyToTell),
        (Incident.None, IncidentCommand.Refuse) => Ignore(Reason.NothingThere),

        // Whom PagerDuty will not page cannot answer: waiting for them helps nobody.
        (Incident.Paging paging, IncidentCommand.Refuse { Effect: Effect.EscalatePage page } refuse)
            when page.Level == paging.Paged.Level => Accept(
                [Refused(paging.Page, paging.Paged, refuse), .. Escalation.From(paging, chain, refuse.Now)]),
        (_, IncidentCommand.Refuse refuse) => Accept(Refused(PageOf(incident), null, refuse)),

        (Incident.None, IncidentCommand.Overtaken) => Ignore(Reason.NothingThere),
        (_, IncidentCommand.Overtaken { Effect: Effect.EscalatePage page } overtaken) => Accept(
            new IncidentEvent.PageNotNeeded(PageOf(incident), page.Person, overtaken.Why, overtaken.Now)),
        (_, IncidentCommand.Overtaken) => Ignore(Reason.NobodyToTell),

        _ => throw new UnreachableException($"No rule for {command} while {incident}."),
    };

    public override Incident Evolve(Incident state, IncidentEvent happened) => happened switch
    {
        IncidentEvent.Raised e => new Incident.Paging(e.Page, e.Primary, e.AckBy),
        IncidentEvent.Acknowledged e => new Incident.Acknowledged(e.Page, e.By),
        IncidentEvent.Escalated e => new Incident.Paging(e.Page, e.Paged, e.AckBy),
        IncidentEvent.LevelSkipped or IncidentEvent.PageRefused or IncidentEvent.PageNotNeeded => state,
        IncidentEvent.ChainExhausted e => new Incident.Unanswered(e.Page),
        IncidentEvent.Resolved or IncidentEvent.ResolvedUnseen => new Incident.Resolved(),
        _ => throw new UnreachableException($"No state after {happened}."),
    };

    public override IReadOnlyList<Effect> EffectsOf(IncidentEvent happened) => happened switch
    {
        IncidentEvent.Raised e => [new Effect.DeclareIncident(e.Page, e.Primary, e.Secondary, "unknown", e.AckBy)],
        IncidentEvent.Acknowledged e => [new Effect.TellAcknowledged(e.Page, e.By, e.At)],
        IncidentEvent.Escalated e =>
        [
            new Effect.EscalatePage(e.Page.Incident, e.Paged.Level, e.Paged.Person),
            new Effect.NotePage(e.Page.Incident, e.Reason),
            new Effect.TellEscalated(e.Page, e.Silent, e.Paged, e.Reason, e.AckBy),
        ],
        IncidentEvent.LevelSkipped e => [new Effect.TellLevelSkipped(e.Page, e.Role)],
        IncidentEvent.ChainExhausted e => [new Effect.TellNobodyLeft(e.Page, e.Silent, e.At)],
        IncidentEvent.PageRefused e => [new Effect.TellPageRefused(e.Page, e.Paged, e.Why)],
        IncidentEvent.PageNotNeeded e => [new Effect.TellPageNotNeeded(e.Page, e.Spared, e.Why)],
        IncidentEvent.Resolved e => [new Effect.TellResolved(e.Page, e.By, e.At)],
        IncidentEvent.ResolvedUnseen => [],
        _ => throw new UnreachableException($"No effects for {happened}."),
    };

    public override Explanation Explain(IncidentEvent happened) => happened switch
    {
        IncidentEvent.Raised e => new(e.At, Actor.PagerDuty, Rules.PageStartsAnIncident),
        IncidentEvent.Acknowledged e => new(e.At, e.By, Rules.AckStopsTheTimer),
        IncidentEvent.Escalated or IncidentEvent.LevelSkipped or IncidentEvent.ChainExhausted =>
            new(happened.At, Actor.Clock, Rules.EscalationChain),
        IncidentEvent.PageRefused => new(happened.At, Actor.PagerDuty, Rules.EscalationChain),
        IncidentEvent.PageNotNeeded => new(happened.At, Actor.PagerDuty, Rules.AckStopsTheTimer),
        IncidentEvent.Resolved e => new(e.At, e.By, Rules.ResolveEndsTheIncident),
        IncidentEvent.ResolvedUnseen e => new(e.At, e.By, Rules.ResolveEndsTheIncident),
        _ => throw new UnreachableException($"No explanation for {happened}."),
    };

    public override DateTimeOffset? DeadlineOf(Incident state) => state is Incident.Paging paging ? paging.AckBy : null;

    public override bool IsOver(Incident state) => state is Incident.Resolved;

    public override IncidentCommand WakeUp(DateTimeOffset now) => new IncidentCommand.WakeUp(now);

    public override IncidentCommand Refuse(Effect effect, string why, DateTimeOffset now) =>
        new IncidentCommand.Refuse(effect, why, now);

    public override IncidentCommand Overtaken(Effect effect, string why, DateTimeOffset now) =>
        new IncidentCommand.Overtaken(effect, why, now);

    IncidentEvent.Raised Raised(Page page, DateTimeOffset now) => new(
        page,
        chain.ResponderAt(level: 1, now) ?? throw new UnreachableException("The policy always names a primary."),
        chain.ResponderFor(EscalationRole.Secondary, now),
        AckDeadline.Of(page, chain.AcknowledgeWithin(level: 1), now),
        now);

    static IncidentEvent.Acknowledged Acknowledged(IncidentCommand.Acknowledge ack) => new(ack.Page, ack.By, ack.At);

    static IncidentEvent.PageRefused Refused(Page page, Responder? paged, IncidentCommand.Refuse refuse) =>
        new(page, paged, refuse.Why, refuse.Now);

    static Page PageOf(Incident incident) => incident switch
    {
        Incident.Paging e => e.Page,
        Incident.Unanswered e => e.Page,
        Incident.Acknowledged e => e.Page,
        _ => throw new UnreachableException($"{incident} has no page."),
    };

    static Decision<IncidentEvent> Accept(params IReadOnlyList<IncidentEvent> events) =>
        new Decision<IncidentEvent>.Accept(events);

    static Decision<IncidentEvent> Ignore(Reason reason) => new Decision<IncidentEvent>.Ignore(reason);
}
