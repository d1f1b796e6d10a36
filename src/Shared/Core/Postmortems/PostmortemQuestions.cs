using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Text;
using OnCall.Core.Triage;

namespace OnCall.Core.Postmortems;

/// <summary>What the record of an incident leaves open: what only people can answer, and where the runbook was not followed.</summary>
static class PostmortemQuestions
{
    const int MaxAboutOneKind = 5;

    /// <summary>Without markup, except that what others wrote is quoted.</summary>
    public static IEnumerable<string> Of(IncidentRecord record, DeploysInWindow window, OnCallPolicy policy) => record.MayBeFalseAlarm
        ?
        [
            "Was it a false alarm? Nobody acknowledged it, and nothing was said about it. If it was: what has to change, so that it does not page again?",
            .. AboutSilence(record),
        ]
        :
        [
            .. AboutImpact(record, window, policy.Triage),
            .. AboutSilence(record),
            .. AboutSteps(record),
            .. AboutWords(record, policy),
            "What will keep it from happening again, or find it sooner? Who does it, by when?",
            "Does this become a public postmortem? Who decides?",
        ];

    static IEnumerable<string> AboutImpact(IncidentRecord record, DeploysInWindow window, TriagePolicy triage)
    {
        yield return "Who was affected, by what, from when until when?";
        yield return record.Course is { Hypothesis: var hypothesis } && hypothesis != Course.UnknownHypothesis
            ? $"What was the cause? The hypothesis at the end was: “{hypothesis}”. Was it right?"
            : "What was the cause? The hypothesis at the end was still “unknown”.";
        foreach (var suspect in Suspects(record, window, triage).Take(MaxAboutOneKind))
            yield return $"Was it {suspect}? If so: which check after the deploy should have seen it, and why did it not?";
        yield return "Why was it not found before it paged? Which sign was there first, and who could have seen it?";
        yield return "What ended it: a fix, a rollback, or did it end by itself?";
    }

    static IEnumerable<string> Suspects(IncidentRecord record, DeploysInWindow window, TriagePolicy triage) =>
        from one in window.Changes
        where one.Deploys is Changes<RecentDeploy>.Read
        from deploy in ((Changes<RecentDeploy>.Read)one.Deploys).Items
        where triage.IsPrimeSuspect(deploy.At, record.StartedAt)
        select $"{deploy.Version} of {one.Repository}, deployed to {deploy.Environment} {(record.StartedAt - deploy.At).Spoken()} before";

    static IEnumerable<string> AboutSilence(IncidentRecord record)
    {
        if (record.All<IncidentEvent.NobodyOnline>().FirstOrDefault() is { } nobody)
            yield return $"Why was nobody who is on call online {(nobody.At - nobody.Page.StartedAt).Spoken()} after the page?";
        foreach (var silent in record.All<IncidentEvent.Escalated>().Select(one => one.Silent).Distinct().Take(MaxAboutOneKind))
            yield return $"Why did {silent.Role.Spoken()} {silent.Person.Name} not acknowledge in time?";
        if (record.All<IncidentEvent.ChainExhausted>().FirstOrDefault() is { } exhausted)
            yield return $"Why did nobody in the whole chain, up to {exhausted.Silent.Role.Spoken()} {exhausted.Silent.Person.Name}, acknowledge?";
        if (record.All<IncidentEvent.AckExpired>().FirstOrDefault() is { } expired)
            yield return $"Why did {expired.Owner.Name}'s acknowledgement expire? Was somebody else needed?";
        foreach (var refused in record.All<IncidentEvent.PageRefused>().Select(one => one.Why).Distinct().Take(MaxAboutOneKind))
            yield return $"PagerDuty did not do what it was told (“{refused}”): what has to be mended?";
    }

    static IEnumerable<string> AboutSteps(IncidentRecord record)
    {
        if (record.Course is not { Checklist: var list })
            yield break;
        // A customer is asked only when a customer reported it.
        foreach (var step in Checklist.Steps.Where(step => list.Expects(step) && list.TickOf(step) is null))
            yield return $"“{Upper(step.Spoken())}” was never ticked: was it done, and what did it show?";
        foreach (var step in Checklist.Steps.Where(step => list.MarkOf(step) == ChecklistMark.DoneLate))
            yield return $"“{Upper(step.Spoken())}” was done out of order: what spoke for that?";
    }

    static IEnumerable<string> AboutWords(IncidentRecord record, OnCallPolicy policy)
    {
        if (record.End is { Missed: > 0 and var missed })
            yield return missed == 1
                ? $"One word outward was missed; one was due every {policy.Incidents.CommunicateEvery.Spoken()}: what kept it from being sent?"
                : $"{missed} words outward were missed; one was due every {policy.Incidents.CommunicateEvery.Spoken()}: what kept them from being sent?";
        if (record.All<IncidentEvent.ConvergingUnanswered>().FirstOrDefault() is { } unanswered)
            yield return $"{unanswered.Owner.Name} did not say whether it converged, so help was paged: should it have been sooner?";
        foreach (var tried in record.All<IncidentEvent.NotAllowed>().DistinctBy(one => (one.SlackUser, one.Action)).Take(MaxAboutOneKind))
            yield return $"{new TimelineSentences(policy).NameOf(Actor.SlackUser(tried.SlackUser))} wanted to {TimelineSentences.Act(tried.Action)} and may not: should they have been able to?";
    }

    static string Upper(string text) => string.Concat(text[..1].ToUpperInvariant(), text.AsSpan(1));
}
