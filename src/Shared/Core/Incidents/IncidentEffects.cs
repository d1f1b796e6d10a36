using System.Diagnostics;
using OnCall.Core.Effects;

namespace OnCall.Core.Incidents;

/// <summary>What the world should see of an incident's events.</summary>
static class IncidentEffects
{
    public static IReadOnlyList<Effect> Of(IncidentEvent happened) => happened switch
    {
        IncidentEvent.Raised e => [new Effect.DeclareIncident(
            e.Page, e.Primary, e.Secondary, e.Course?.Hypothesis ?? Course.UnknownHypothesis, e.AckBy)
            { Checklist = e.Course?.Checklist, NextWordBy = e.Course?.Comms.DueAt, Runbook = e.Runbook }],
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
        IncidentEvent.Resolved e =>
        [
            .. e.OffersPostmortem ? new Effect[] { new Effect.OfferPostmortem(e.Page) } : [],
            new Effect.ArchiveIncident(e.Page.Incident, e.At),
            new Effect.TellResolved(e.Page, e.By, e.At, e.View),
            .. Edit(e.View),
        ],
        IncidentEvent.ResolvedUnseen => [],
        IncidentEvent.PostmortemOffered e => [new Effect.TellPostmortem(e.Page, e.Url)],
        IncidentEvent.PostmortemNotOffered e => [new Effect.TellNoPostmortem(e.Page, e.Why)],
        IncidentEvent.Shown e => Edit(e.View),
        _ => OfPeople(happened) ?? OfCourse(happened),
    };

    static IReadOnlyList<Effect>? OfPeople(IncidentEvent happened) => happened switch
    {
        IncidentEvent.CameOnline or IncidentEvent.PageConfirmed or IncidentEvent.Pinned => [],
        IncidentEvent.NobodyOnline e =>
            [new Effect.NotePage(e.Page.Incident, e.Reason), new Effect.TellNobodyOnline(e.Page, e.Paged, e.At)],
        IncidentEvent.PagedUp e =>
        [
            new Effect.EscalatePage(e.Page.Incident, e.Paged.Level, e.Paged.Person, IsByHand: true),
            new Effect.NotePage(e.Page.Incident, e.Reason),
            new Effect.TellPagedUp(e.Page, e.Paged, e.Reason, e.AckBy),
        ],
        IncidentEvent.Reassigned e => [new Effect.TellReassigned(e.Page, e.To, e.Paged, e.By, e.AckBy)],
        IncidentEvent.AckExpired e => [new Effect.TellAckExpired(e.Page, e.Owner, e.Paged, e.AckBy)],
        IncidentEvent.NotAllowed e => [new Effect.HintNotAllowed(e.Page, e.SlackUser, e.Action, e.Who)],
        _ => OfImpersonations(happened),
    };

    static IReadOnlyList<Effect>? OfImpersonations(IncidentEvent happened) => happened switch
    {
        // Whoever asked is answered where only they see it.
        IncidentEvent.ImpersonationAsked or IncidentEvent.ImpersonationRefused => [],
        IncidentEvent.ImpersonationMinted e => [new Effect.TellImpersonation(e.Page, e.Impersonation, e.At)],
        IncidentEvent.ImpersonationUsed e => [new Effect.TellImpersonationUsed(e.Page, e.Impersonation, e.At)],
        IncidentEvent.ImpersonationEnded e =>
        [
            new Effect.TellImpersonationEnded(e.Page, e.Impersonation, e.By, e.At),
            .. e.IsEarly ? [new Effect.EndImpersonation(e.Page, e.Impersonation, e.By)] : Array.Empty<Effect>(),
        ],
        IncidentEvent.ImpersonationNotEnded e => [new Effect.TellImpersonationNotEnded(e.Page, e.Impersonation, e.Why)],
        _ => null,
    };

    static IReadOnlyList<Effect> OfCourse(IncidentEvent happened) => happened switch
    {
        // They stand in the declaration.
        IncidentEvent.StepsTicked => [],
        IncidentEvent.StepsSkipped e => [new Effect.TellStepsSkipped(e.Page, e.Steps, e.Before, e.By)],
        IncidentEvent.CommsReminded e =>
            [new Effect.RemindOfWord(e.Page, e.Owner, e.Person, e.Since, e.SnoozeFor, e.At, e.NextAt)],
        IncidentEvent.CommsSnoozed e => [new Effect.TellSnoozed(e.Page, e.By, e.Until)],
        IncidentEvent.UpdatePosted e => [new Effect.TellUpdate(e.Page, e.By, e.Text, e.NextBy)],
        IncidentEvent.ConvergingAsked e => [new Effect.AskConverging(e.Page, e.Owner, e.Person, e.StartedAt, e.At, e.AnswerBy)],
        IncidentEvent.ConvergingAnswered e => [new Effect.TellConverging(e.Page, e.By, e.IsConverging, e.AskAgainAt, e.Runbook)],
        IncidentEvent.ConvergingUnanswered e => [new Effect.TellConvergingUnanswered(e.Page, e.Owner, e.Runbook)],
        IncidentEvent.HelpNotFound e => [new Effect.TellHelpNotFound(e.Page)],
        IncidentEvent.TriageAsked e => [new Effect.RunTriage(e.Page, e.Run, e.By, e.Org)],
        IncidentEvent.TriageStopped e => [new Effect.TellTriageStopped(e.Page, e.Run)],
        IncidentEvent.TriageShown e => [new Effect.TellTriageProgress(e.Page, e.Run, e.By, e.Progress, e.IsFirst)],
        IncidentEvent.Triaged e => [new Effect.TellTriage(e.Page, e.Run, e.By, e.Findings, e.WasShown)],
        IncidentEvent.HypothesisSet e => [new Effect.TellHypothesis(e.Page, e.By, e.Text)],
        _ => throw new UnreachableException($"No effects for {happened}."),
    };

    static IReadOnlyList<Effect> Edit(IncidentView? view) => view is null ? [] : [new Effect.EditDeclaration(view)];
}
