using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>"Check prod status. Check recent deploys. Check the reliability-report directory": by itself, and on demand.</summary>
static class TriageRules
{
    /// <summary>A declaration is followed by the first run, as a page by its declaration.</summary>
    public static IEnumerable<IncidentEvent> Begun(IReadOnlyList<IncidentEvent> events, TriagePolicy policy)
    {
        if (policy.OnDeclaration && events.OfType<IncidentEvent.Raised>().FirstOrDefault() is { } raised)
            yield return new IncidentEvent.TriageAsked(raised.Page, Run: 1, Actor.Service, raised.Page.OrgInDoubt(), raised.At);
    }

    /// <summary>Pressed twice, or by two people at once, it is one run.</summary>
    public static Decision<IncidentEvent> Asked(Incident.Open open, Actor by, string? org, DateTimeOffset now)
    {
        var runs = open.Known.Triage;
        return runs?.UnderWay?.IsAt(now) == true
            ? new Decision<IncidentEvent>.Ignore(Reason.UnderWay)
            : Accept(new IncidentEvent.TriageAsked(open.Page, (runs?.Last ?? 0) + 1, by, org ?? open.Page.OrgInDoubt(), now));
    }

    /// <summary>Performed again after a crash, a run tells how far it is again; nobody has to see it go backwards.</summary>
    public static Decision<IncidentEvent> Slow(Incident.Open open, IncidentCommand.TriageSlow slow) =>
        open.Known.Triage?.UnderWay is { } run && run.Run == slow.Run
            ? Accept(new IncidentEvent.TriageShown(open.Page, slow.Run, slow.By, slow.Progress, IsFirst: !run.WasShown, slow.Now))
            : new Decision<IncidentEvent>.Ignore(Reason.AlreadyRecorded);

    /// <summary>With the incident ends what people were told is under way: nothing will be found by it any more.</summary>
    public static IEnumerable<IncidentEvent> Stopped(Incident.Open open, DateTimeOffset now)
    {
        if (open.Known.Triage?.UnderWay is { WasShown: true } run)
            yield return new IncidentEvent.TriageStopped(open.Page, run.Run, now);
    }

    /// <summary>What was seen ticks its step; what could not be read is left to people.</summary>
    public static Decision<IncidentEvent> Ended(Incident.Open open, IncidentCommand.TriageEnd end)
    {
        var runs = open.Known.Triage;
        if (end.Run is { } known && known != runs?.UnderWay?.Run)
            return new Decision<IncidentEvent>.Ignore(Reason.AlreadyRecorded);
        var triaged = new IncidentEvent.Triaged(
            open.Page, end.Run ?? (runs?.Last ?? 0) + 1, end.By, end.Findings,
            WasShown: end.Run is not null && runs!.UnderWay!.WasShown, end.Now);
        var seen = new IncidentCommand.Checked(TriageSteps.Of(end.Findings), end.By, end.Now);
        return ChecklistRules.Seen(open, seen) is { } ticked ? Accept(triaged, ticked) : Accept(triaged);
    }

    static Decision<IncidentEvent> Accept(params IReadOnlyList<IncidentEvent> events) => new Decision<IncidentEvent>.Accept(events);
}
