using System.Diagnostics;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Text;

namespace OnCall.Core.Postmortems;

/// <summary>What happened between the page and the end, and afterwards.</summary>
sealed partial class TimelineSentences
{
    string OfCourse(IncidentEvent happened) => happened switch
    {
        IncidentEvent.CameOnline e => $"{NameOf(e.By)} wrote in the thread: somebody who is on call was there.",
        IncidentEvent.NobodyOnline e => $"Nobody on call was online {(e.At - e.Page.StartedAt).Spoken()} after the page.",
        IncidentEvent.StepsSkipped e =>
            $"{NameOf(e.By)} went on with: {e.Before.Spoken()}. Skipped until then: {string.Join(", ", e.Steps.Select(step => step.Spoken()))}.",
        IncidentEvent.CommsReminded e => $"{NameOf(e.Owner)} was reminded that a word outward was due.",
        IncidentEvent.CommsSnoozed e => $"{NameOf(e.By)} put the next word outward off until {Time(e.Until)}.",
        IncidentEvent.UpdatePosted e => $"{NameOf(e.By)} sent word outward: {Quoted(e.Text)}{Missed(e.Missed)}",
        IncidentEvent.ConvergingAsked e => $"{NameOf(e.Owner)} was asked whether this clearly converges on a fix.",
        IncidentEvent.ConvergingAnswered e => $"{NameOf(e.By)} said that it is {(e.IsConverging ? "" : "not ")}converging.",
        IncidentEvent.ConvergingUnanswered e => $"{NameOf(e.Owner)} did not say whether it converges, which counts as a no.",
        IncidentEvent.HelpNotFound => "Help was needed, and nobody was left in the chain who had not been asked.",
        IncidentEvent.HypothesisSet e => $"{NameOf(e.By)} set the hypothesis: {Quoted(e.Text)}",
        IncidentEvent.Pinned e => $"{NameOf(e.By)} pinned what {NameOf(Actor.SlackUser(e.Author))} wrote: {Quoted(e.Text)}",
        IncidentEvent.NotAllowed e => $"{NameOf(Actor.SlackUser(e.SlackUser))} tried to {Act(e.Action)}, which only {Who(e.Who)} may.",
        IncidentEvent.PostmortemOffered e => $"A postmortem draft was offered: {e.Url.AbsoluteUri}",
        IncidentEvent.PostmortemNotOffered e => $"No postmortem draft could be offered: {e.Why}",
        _ => OfHelp(happened),
    };

    string OfHelp(IncidentEvent happened) => happened switch
    {
        IncidentEvent.TriageAsked e => $"{NameOf(e.By)} had everything looked at{(e.Org is { } org ? $", and org {org}" : "")}.",
        IncidentEvent.TriageStopped => "Triage was still under way when the incident was resolved, and found nothing more.",
        IncidentEvent.TriageShown e => $"Triage was under way: {e.Progress.Done} of {e.Progress.Total} checks were done.",
        IncidentEvent.Triaged e => $"Triage found: {e.Findings.Verdict}",
        IncidentEvent.ImpersonationAsked e => $"{NameOf(e.By)} asked to act inside {e.Org}.",
        IncidentEvent.ImpersonationRefused e => $"{NameOf(e.By)} was not let into {e.Org}: {e.Why}",
        IncidentEvent.ImpersonationMinted e =>
            $"{NameOf(e.Impersonation.By)} was given access to {e.Impersonation.Org} until {Time(e.Impersonation.EndsAt)} (grant {e.Impersonation.Grant}).",
        IncidentEvent.ImpersonationUsed e =>
            $"{NameOf(e.Impersonation.By)} went into {e.Impersonation.Org} (grant {e.Impersonation.Grant}).",
        IncidentEvent.ImpersonationEnded e =>
            $"The access of {NameOf(e.Impersonation.By)} to {e.Impersonation.Org} ended (grant {e.Impersonation.Grant}).",
        IncidentEvent.ImpersonationNotEnded e =>
            $"NovaVMS would not end the access of {NameOf(e.Impersonation.By)} to {e.Impersonation.Org}: {e.Why}",
        _ => throw new UnreachableException($"No sentence for {happened}."),
    };

    static string Missed(int count) => count switch
    {
        0 => "",
        1 => " One that was due before it had not come.",
        _ => $" {count} that were due before it had not come.",
    };

    internal static string Act(IncidentAction action) => action switch
    {
        IncidentAction.TickStep => "tick a step of the checklist",
        IncidentAction.SendUpdate => "send word outward",
        IncidentAction.Snooze => "put the next word outward off",
        IncidentAction.SayConverging => "say whether it converges",
        IncidentAction.SetHypothesis => "set the hypothesis",
        IncidentAction.PageSecondary => "page the secondary",
        IncidentAction.PageLead => "page the engineering lead",
        IncidentAction.PageCto => "page the CTO",
        IncidentAction.Pin => "pin a message",
        IncidentAction.RunTriage => "run triage",
        IncidentAction.Impersonate => "act inside a customer's org",
        _ => throw new UnreachableException($"No words for {action}."),
    };

    static string Who(IncidentRole role) => role switch
    {
        IncidentRole.Responder => "whoever is on call or has the incident",
        IncidentRole.Lead => "the engineering lead and the CTO",
        IncidentRole.Anyone => "anybody",
        _ => throw new UnreachableException($"No words for {role}."),
    };
}
