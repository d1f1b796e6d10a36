using System.Diagnostics;
using OnCall.Core.Effects;
using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>The rules of an incident, from PagerDuty's page to its resolution.</summary>
public sealed class IncidentDecider(EscalationChain chain) : Decider<Incident, IncidentCommand, IncidentEvent>
{
    public const string KindName = "incident";

    readonly DueSteps _due = new(chain);
    readonly ActRules _acts = new(chain);

    public override string Kind => KindName;

    public override Incident Initial { get; } = new Incident.None();

    /// <summary>What changes what the declaration says ends with what it says from then on.</summary>
    public override Decision<IncidentEvent> Decide(Incident incident, IncidentCommand command)
    {
        var known = Begun(incident);
        return DecideUnshown(known, command) switch
        {
            Decision<IncidentEvent>.Accept accept => Accept(
                [.. accept.Events, .. TriageRules.Begun(accept.Events, chain.Triage), .. Shown(known, accept.Events, command.Now)]),
            var other => other,
        };
    }

    public override Incident Evolve(Incident state, IncidentEvent happened) => (Begun(state), happened) switch
    {
        (_, IncidentEvent.Raised e) => new Incident.Paging(
            e.Page, e.Primary, e.AckBy, e.Course ?? CourseSteps.Begin(e.Page, chain.Rules, e.At)),
        (_, IncidentEvent.Resolved e) => new Incident.Resolved(IncidentEnd.Of(e)),
        (_, IncidentEvent.ResolvedUnseen e) => new Incident.Resolved(IncidentEnd.Of(e)),
        (Incident.Resolved over, _) => Afterwards.Evolve(over, happened),
        (Incident.Open open, _) => Evolve(open, happened, CourseSteps.After(open.Known, happened, chain.Rules)),
        _ => throw new UnreachableException($"No state after {happened} while {state}."),
    };

    public override IReadOnlyList<Effect> EffectsOf(IncidentEvent happened) => IncidentEffects.Of(happened);

    public override Explanation Explain(IncidentEvent happened) => IncidentExplanations.Of(happened);

    public override DateTimeOffset? DeadlineOf(Incident state) =>
        Begun(state) is Incident.Open open ? DueSteps.NextOf(open) : null;

    public override bool IsOver(Incident state) => state is Incident.Resolved;

    public override IncidentCommand WakeUp(DateTimeOffset now) => new IncidentCommand.WakeUp(now);

    public override IncidentCommand Refuse(Effect effect, string why, DateTimeOffset now) =>
        new IncidentCommand.Refuse(effect, why, now);

    public override IncidentCommand Overtaken(Effect effect, string why, DateTimeOffset now) =>
        new IncidentCommand.Overtaken(effect, why, now);

    public override IncidentCommand? Performed(Effect effect, string? receipt, DateTimeOffset now) =>
        Afterwards.Performed(effect, receipt, now);

    Decision<IncidentEvent> DecideUnshown(Incident incident, IncidentCommand command) => (incident, command) switch
    {
        (Incident.Resolved, IncidentCommand.Act) => Reject(new Refusal("over", "",
            "This incident is resolved: nothing can be done with it any more. What still has to be said, write into the thread.")),
        (Incident.Resolved over, _) => Afterwards.Decide(over, command),

        // PagerDuty's first event can be lost; whichever comes first tells what the incident is.
        (Incident.None, IncidentCommand.Raise raise) => Accept(Raised(raise.Page, raise.Now)),
        (Incident.None, IncidentCommand.Acknowledge ack) => Accept(Raised(ack.Page, ack.Now), Acknowledged(ack)),
        (Incident.None, IncidentCommand.Unacknowledge lost) => Accept(Raised(lost.Page, lost.Now)),
        (Incident.None, IncidentCommand.Reassign lost) => Accept(Raised(lost.Page, lost.Now)),
        (Incident.None, IncidentCommand.Resolve end) => Accept(new IncidentEvent.ResolvedUnseen(end.Page, end.By, end.At)),
        (Incident.None, _) => Ignore(Reason.NothingThere),
        (_, IncidentCommand.Drafted or IncidentCommand.Refuse { Effect: Effect.OfferPostmortem }) => Ignore(Reason.NothingChanged),

        (Incident.Open open, IncidentCommand.Resolve end) => Accept(
            [.. ImpersonationRules.WithTheIncident(open, end.By, end.Now), .. TriageRules.Stopped(open, end.Now), Endings.Resolved(open, end, chain)]),
        (_, IncidentCommand.Raise) => Ignore(Reason.AlreadyRaised),

        (Incident.Acknowledged, IncidentCommand.Acknowledge) => Ignore(Reason.AlreadyAcknowledged),
        (Incident.Paging paging, IncidentCommand.Acknowledge ack) when ByPagerDuty.IsOldNews(paging, ack) =>
            Ignore(Reason.AlreadyAcknowledged),
        (_, IncidentCommand.Acknowledge ack) => Accept(Acknowledged(ack)),
        (Incident.Acknowledged held, IncidentCommand.Unacknowledge lost) => Accept(ByPagerDuty.AckExpired(held, chain, lost.Now)),
        (_, IncidentCommand.Unacknowledge) => Ignore(Reason.NothingChanged),
        (Incident.Open open, IncidentCommand.Reassign told) => ByPagerDuty.Reassigned(open, told, chain),

        (Incident.Open open, IncidentCommand.WakeUp wake) when wake.Now >= DueSteps.NextOf(open) =>
            Accept(_due.Take(open, wake.Now, Evolve)),
        (_, IncidentCommand.WakeUp) => Ignore(Reason.NotDueYet),

        (Incident.Open open, IncidentCommand.Checked seen) => ChecklistRules.Seen(open, seen) is { } ticked
            ? Accept(ticked)
            : Ignore(Reason.NothingChanged),
        (Incident.Open open, IncidentCommand.TriageSlow slow) => TriageRules.Slow(open, slow),
        (Incident.Open open, IncidentCommand.TriageEnd end) => TriageRules.Ended(open, end),
        (Incident.Open open, IncidentCommand.Write write) => _acts.Written(open, write) is { } online
            ? Accept(online)
            : Ignore(Reason.NothingChanged),
        (Incident.Open open, IncidentCommand.Act act) => _acts.Decide(open, act),
        (Incident.Open open, IncidentCommand.OfImpersonation told) => ImpersonationRules.Told(open, told),

        // Only after a hundred attempts: whoever asks again begins another run.
        (_, IncidentCommand.Refuse { Effect: Effect.RunTriage }) => Ignore(Reason.NobodyToTell),

        // Slack's refusals cannot be told in Slack: they stay with the effect, and in the log.
        (_, IncidentCommand.Refuse { Effect: Effect.ToSlack }) => Ignore(Reason.NobodyToTell),

        // Whom PagerDuty will not page cannot answer: waiting for them helps nobody.
        (Incident.Paging paging, IncidentCommand.Refuse { Effect: Effect.EscalatePage page } refuse)
            when page.Level == paging.Paged.Level => Accept(
                [Refused(paging.Page, paging.Paged, refuse), .. Escalation.From(paging, chain, refuse.Now)]),
        (Incident.Open open, IncidentCommand.Refuse { Effect: Effect.EndImpersonation end } refuse) => Accept(
            new IncidentEvent.ImpersonationNotEnded(open.Page, end.Impersonation, refuse.Why, refuse.Now)),
        (Incident.Open open, IncidentCommand.Refuse refuse) => Accept(Refused(open.Page, null, refuse)),

        (Incident.Open open, IncidentCommand.Overtaken { Effect: Effect.EscalatePage page } overtaken) => Accept(
            new IncidentEvent.PageNotNeeded(open.Page, page.Person, overtaken.Why, overtaken.Now)),
        (_, IncidentCommand.Overtaken) => Ignore(Reason.NobodyToTell),

        _ => throw new UnreachableException($"No rule for {command} while {incident}."),
    };

    static Incident.Open Evolve(Incident.Open open, IncidentEvent happened, Course course) => happened switch
    {
        IncidentEvent.Acknowledged e => new Incident.Acknowledged(e.Page, e.By, course),
        IncidentEvent.Escalated e => new Incident.Paging(e.Page, e.Paged, e.AckBy, course),
        IncidentEvent.PagedUp e => new Incident.Paging(e.Page, e.Paged, e.AckBy, course),
        IncidentEvent.Reassigned e => new Incident.Paging(e.Page, e.Paged, e.AckBy, course),
        IncidentEvent.AckExpired e => new Incident.Paging(e.Page, e.Paged, e.AckBy, course),
        IncidentEvent.ChainExhausted e => new Incident.Unanswered(e.Page, course),
        IncidentEvent.HelpNotFound e when course.Owner is { } owner => new Incident.Acknowledged(e.Page, owner, course),
        _ => open with { Course = course },
    };

    // Stored before an incident had a course, it begins where it stands.
    Incident Begun(Incident incident) => incident switch
    {
        Incident.Acknowledged { Course: null } held => held with
        {
            Course = CourseSteps.Begin(held.Page, chain.Rules, held.Page.StartedAt) with { OnlineBy = null, Owner = held.Owner },
        },
        Incident.Open { Course: null } open => open with
        {
            Course = CourseSteps.Begin(open.Page, chain.Rules, open.Page.StartedAt) with { OnlineBy = null },
        },
        _ => incident,
    };

    IEnumerable<IncidentEvent> Shown(Incident before, IReadOnlyList<IncidentEvent> events, DateTimeOffset now)
    {
        var shownBefore = events[0] is IncidentEvent.Raised ? Evolve(before, events[0]) : before;
        return shownBefore is Incident.Open old && events.Aggregate(before, Evolve) is Incident.Open @new && View(@new, now) != View(old, now)
            ? [new IncidentEvent.Shown(View(@new, now), now)]
            : [];
    }

    IncidentView View(Incident.Open open, DateTimeOffset now) =>
        IncidentView.Of(open, chain.ResponderFor(EscalationRole.Secondary, now), chain.Rules.ResponseRunbook);

    IncidentEvent.Raised Raised(Page page, DateTimeOffset now) => new(
        page,
        chain.Primary(now),
        chain.ResponderFor(EscalationRole.Secondary, now),
        AckDeadline.Of(page, chain.AcknowledgeWithin(level: 1), now),
        now,
        CourseSteps.Begin(page, chain.Rules, now),
        chain.Rules.ResponseRunbook);

    static IncidentEvent.Acknowledged Acknowledged(IncidentCommand.Acknowledge ack) => new(ack.Page, ack.By, ack.At);

    static IncidentEvent.PageRefused Refused(Page page, Responder? paged, IncidentCommand.Refuse refuse) =>
        new(page, paged, refuse.Why, refuse.Now);

    static Decision<IncidentEvent> Accept(params IReadOnlyList<IncidentEvent> events) =>
        new Decision<IncidentEvent>.Accept(events);

    static Decision<IncidentEvent> Ignore(Reason reason) => new Decision<IncidentEvent>.Ignore(reason);

    static Decision<IncidentEvent> Reject(Refusal refusal) => new Decision<IncidentEvent>.Reject([refusal]);
}
