using System.Diagnostics;
using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>Who made each event happen, and under which rule.</summary>
static class IncidentExplanations
{
    public static Explanation Of(IncidentEvent happened) => happened switch
    {
        IncidentEvent.Raised e => new(e.At, Actor.PagerDuty, Rules.PageStartsAnIncident),
        IncidentEvent.Acknowledged e => new(e.At, e.By, Rules.AckStopsTheTimer),
        IncidentEvent.AckExpired e => new(e.At, Actor.PagerDuty, Rules.AckStopsTheTimer),
        IncidentEvent.Escalated or IncidentEvent.LevelSkipped or IncidentEvent.ChainExhausted =>
            new(happened.At, Actor.Clock, Rules.EscalationChain),
        IncidentEvent.PageRefused or IncidentEvent.PageConfirmed => new(happened.At, Actor.PagerDuty, Rules.EscalationChain),
        IncidentEvent.PageNotNeeded => new(happened.At, Actor.PagerDuty, Rules.AckStopsTheTimer),
        IncidentEvent.PagedUp { Cause: PageUpCause.NotConverging } e => new(e.At, e.By, Rules.ThirtyMinuteMark),
        IncidentEvent.PagedUp e => new(e.At, e.By, Rules.ReasonInTheNote),
        IncidentEvent.Reassigned e => new(e.At, e.By, Rules.ReassignToSecondary),
        IncidentEvent.CameOnline e => new(e.At, e.By, Rules.OnlineWithinTenMinutes),
        IncidentEvent.NobodyOnline => new(happened.At, Actor.Clock, Rules.OnlineWithinTenMinutes),
        IncidentEvent.Resolved e => new(e.At, e.By, Rules.ResolveEndsTheIncident),
        IncidentEvent.ResolvedUnseen e => new(e.At, e.By, Rules.ResolveEndsTheIncident),
        IncidentEvent.PostmortemOffered or IncidentEvent.PostmortemNotOffered =>
            new(happened.At, Actor.Service, Rules.AuditTrail),
        _ => OfCourse(happened),
    };

    static Explanation OfCourse(IncidentEvent happened) => happened switch
    {
        IncidentEvent.StepsTicked e => new(e.At, e.Ticks[0].By, Rules.FirstTenMinutes),
        IncidentEvent.StepsSkipped e => new(e.At, e.By, Rules.FirstTenMinutes),
        IncidentEvent.CommsReminded => new(happened.At, Actor.Clock, Rules.CommunicateOutward),
        IncidentEvent.CommsSnoozed e => new(e.At, e.By, Rules.CommunicateOutward),
        IncidentEvent.UpdatePosted e => new(e.At, e.By, Rules.CommunicateOutward),
        IncidentEvent.ConvergingAsked or IncidentEvent.ConvergingUnanswered or IncidentEvent.HelpNotFound =>
            new(happened.At, Actor.Clock, Rules.ThirtyMinuteMark),
        IncidentEvent.ConvergingAnswered e => new(e.At, e.By, Rules.ThirtyMinuteMark),
        IncidentEvent.HypothesisSet e => new(e.At, e.By, Rules.Declare),
        IncidentEvent.TriageAsked e => new(e.At, e.By, Rules.Triage),
        IncidentEvent.TriageShown or IncidentEvent.TriageStopped => new(happened.At, Actor.Service, Rules.Triage),
        IncidentEvent.Triaged e => new(e.At, e.By, Rules.Triage),
        IncidentEvent.Shown => new(happened.At, Actor.Service, Rules.Declare),
        IncidentEvent.Pinned e => new(e.At, e.By, Rules.AuditTrail),
        IncidentEvent.ImpersonationAsked e => new(e.At, e.By, Rules.Impersonation),
        IncidentEvent.ImpersonationRefused e => new(e.At, e.By, Rules.Impersonation),
        IncidentEvent.ImpersonationMinted e => new(e.At, e.Impersonation.By, Rules.Impersonation),
        IncidentEvent.ImpersonationUsed or IncidentEvent.ImpersonationNotEnded =>
            new(happened.At, Actor.NovaVms, Rules.Impersonation),
        IncidentEvent.ImpersonationEnded e => new(e.At, e.By, Rules.Impersonation),
        IncidentEvent.NotAllowed e => new(e.At, Actor.SlackUser(e.SlackUser), Rules.OnlyWhoMay),
        _ => throw new UnreachableException($"No explanation for {happened}."),
    };
}
