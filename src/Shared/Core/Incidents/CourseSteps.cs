using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>What each event leaves behind in the course of an incident.</summary>
static class CourseSteps
{
    public static Course Begin(Page page, IncidentsPolicy rules, DateTimeOffset now)
    {
        // A clock that runs ahead does not put everything off.
        var startedAt = page.StartedAt < now ? page.StartedAt : now;
        return new Course(
            startedAt, Course.UnknownHypothesis,
            new Checklist([new Tick(ChecklistStep.Declared, Actor.Service, now)], Skipped: []) { IsCustomerReported = page.OrgInDoubt() is not null },
            Comms.Begin(startedAt, rules), Convergence.Begin(startedAt, rules))
        {
            OnlineBy = AckDeadline.Of(page, rules.OnlineWithin, now),
        };
    }

    public static Course After(Course course, IncidentEvent happened, IncidentsPolicy rules) =>
        Deed(happened) is { } deed ? Step(course, happened, rules).With(deed) : Step(course, happened, rules);

    static Course Step(Course course, IncidentEvent happened, IncidentsPolicy rules) => happened switch
    {
        IncidentEvent.Acknowledged e => Acknowledged(course, e, rules),
        IncidentEvent.Escalated e => (course with { OnlineBy = null }).Calls(e.Paged.Person.PagerDuty),
        IncidentEvent.PagedUp e => PagedUp(course, e, rules),
        IncidentEvent.PageConfirmed e => course.Confirms(PagerDutyIdOf(e.To)),
        IncidentEvent.Reassigned e => course with
        {
            OnlineBy = null,
            Owner = null,
            Convergence = course.Convergence.Interrupted(e.At, rules),
        },
        IncidentEvent.AckExpired e => course with
        {
            Owner = null,
            Convergence = course.Convergence.Interrupted(e.At, rules),
        },
        IncidentEvent.CameOnline or IncidentEvent.NobodyOnline or IncidentEvent.ChainExhausted => course with { OnlineBy = null },
        IncidentEvent.StepsTicked e => course with { Checklist = course.Checklist.With(e.Ticks) },
        IncidentEvent.StepsSkipped e => course with { Checklist = course.Checklist.WithSkipped(e.Steps) },
        IncidentEvent.CommsReminded e => course with { Comms = course.Comms.Reminded(e.NextAt) },
        IncidentEvent.CommsSnoozed e => course with { Comms = course.Comms.Snoozed(e.Until) },
        IncidentEvent.UpdatePosted e =>
            course with { Comms = course.Comms.Said(new OutwardWord(e.By, e.Text, e.At), e.Missed, e.NextBy) },
        IncidentEvent.ConvergingAsked e => course with { Convergence = course.Convergence with { AnswerBy = e.AnswerBy } },
        IncidentEvent.ConvergingAnswered e => course with { Convergence = course.Convergence.Settled(e.AskAgainAt) },
        IncidentEvent.ConvergingUnanswered e => course with { Convergence = course.Convergence.Settled(e.AskAgainAt) },
        IncidentEvent.TriageAsked e => course with { Triage = new TriageRuns(e.Run, new TriageUnderWay(e.Run, e.At, WasShown: false)) },
        IncidentEvent.TriageShown when course.Triage is { UnderWay: { } run } runs =>
            course with { Triage = runs with { UnderWay = run with { WasShown = true } } },
        IncidentEvent.Triaged e => course with { Triage = TriageRuns.After(course.Triage, e) },
        IncidentEvent.HypothesisSet e => course with { Hypothesis = e.Text },
        IncidentEvent.Pinned e => course.WithPinned(e.Message),
        IncidentEvent.PageRefused { Paged: { } nobody } => course.Confirms(nobody.Person.PagerDuty),
        IncidentEvent.PageNotNeeded e => course.Confirms(e.Spared.PagerDuty),
        _ => ImpersonationRules.After(course, happened),
    };

    // What PagerDuty says comes in order: what it was told before has been said by now.
    static Course Acknowledged(Course course, IncidentEvent.Acknowledged e, IncidentsPolicy rules) => course with
    {
        OnlineBy = null,
        Owner = e.By,
        AcknowledgedAt = e.At,
        FirstAcknowledgedAt = course.FirstAcknowledgedAt ?? e.At,
        Called = [],
        Checklist = course.Checklist.TickOf(ChecklistStep.Acknowledged) is null
            ? course.Checklist.With([new Tick(ChecklistStep.Acknowledged, e.By, e.At)])
            : course.Checklist,
        Convergence = course.Convergence.Acknowledged(e.At, rules),
    };

    static Course PagedUp(Course course, IncidentEvent.PagedUp e, IncidentsPolicy rules)
    {
        var convergence = course.Convergence.Interrupted(e.At, rules);
        return (course with
        {
            OnlineBy = null,
            Convergence = e.Cause == PageUpCause.NotConverging ? convergence with { HelpLevel = e.Paged.Level } : convergence,
        }).Calls(e.Paged.Person.PagerDuty);
    }

    static Deed? Deed(IncidentEvent happened) => happened switch
    {
        IncidentEvent.Acknowledged e => new(e.At, e.By.Name, "acknowledged"),
        IncidentEvent.Escalated e => new(
            e.At, Actor.Clock.Name, $"paged {e.Paged.Role.Spoken()} {e.Paged.Person.Name}: {e.Silent.Person.Name} did not acknowledge"),
        IncidentEvent.PagedUp { Cause: PageUpCause.NotConverging } e => new(
            e.At, e.By.Name, $"paged {e.Paged.Role.Spoken()} {e.Paged.Person.Name}: not converging"),
        IncidentEvent.PagedUp e => new(e.At, e.By.Name, $"paged {e.Paged.Role.Spoken()} {e.Paged.Person.Name}"),
        IncidentEvent.Reassigned e => new(e.At, e.By.Name, $"re-assigned it to {e.To.Name}"),
        IncidentEvent.AckExpired e => new(e.At, "PagerDuty", $"let {e.Owner.Name}'s acknowledgement expire"),
        IncidentEvent.NobodyOnline e => new(e.At, "nobody", "was online in time"),
        // A word outward tells of itself.
        IncidentEvent.StepsTicked { Ticks: [{ Finding: null, Step: not ChecklistStep.Communicated } only] } e => new(e.At, only.By.Name, $"did: {only.Step.Spoken()}"),
        IncidentEvent.StepsSkipped e => new(
            e.At, e.By.Name, $"skipped: {string.Join(", ", e.Steps.Select(step => step.Spoken()))}"),
        IncidentEvent.UpdatePosted e => new(e.At, e.By.Name, $"sent word outward: {Escalation.Short(e.Text)}"),
        IncidentEvent.CommsSnoozed e => new(e.At, e.By.Name, "put the next word off"),
        IncidentEvent.ConvergingAnswered e => new(
            e.At, e.By.Name, e.IsConverging ? "said that it is converging" : "said that it is not converging"),
        IncidentEvent.ImpersonationRefused e => new(e.At, e.By.Name, $"was not let into {e.Org}"),
        IncidentEvent.ImpersonationMinted e => new(e.At, e.Impersonation.By.Name, $"was given access to {e.Impersonation.Org}"),
        IncidentEvent.ImpersonationUsed e => new(e.At, e.Impersonation.By.Name, $"entered {e.Impersonation.Org}"),
        IncidentEvent.ImpersonationEnded e => new(e.At, e.By.Name, $"ended {e.Impersonation.By.Name}'s access to {e.Impersonation.Org}"),
        IncidentEvent.HypothesisSet e => new(e.At, e.By.Name, $"set the hypothesis: {Escalation.Short(e.Text)}"),
        IncidentEvent.Triaged e when e.By != Actor.Service => new(e.At, e.By.Name, $"ran triage: {Escalation.Short(e.Findings.Verdict)}"),
        _ => null,
    };

    static string PagerDutyIdOf(Actor actor) => actor.Id[(actor.Id.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
