using System.Globalization;
using OnCall.Core.Processes;
using OnCall.Core.Text;

namespace OnCall.Core.Incidents;

/// <summary>Whether whoever has the incident is converging on a fix, and who is paged when not.</summary>
static class ConvergenceRules
{
    public static IncidentEvent Asked(Incident.Acknowledged incident, EscalationChain chain, DateTimeOffset now) =>
        new IncidentEvent.ConvergingAsked(
            incident.Page, incident.Owner, chain.PersonOf(incident.Owner), incident.Known.StartedAt,
            now + chain.Rules.ConvergeAnswerWithin, now);

    public static Decision<IncidentEvent> Answered(
        Incident.Open open, Actor by, bool isConverging, EscalationChain chain, DateTimeOffset now)
    {
        if (open.Known.Convergence.AnswerBy is null)
            return new Decision<IncidentEvent>.Reject([new Refusal("not-asked", "",
                "This question is settled: it was answered, or its time was up and help was paged.")]);
        var answered = new IncidentEvent.ConvergingAnswered(
            open.Page, by, isConverging, now + chain.Rules.ConvergeAfter, chain.Rules.ResponseRunbook, now);
        return new Decision<IncidentEvent>.Accept(
            isConverging ? [answered] : [answered, .. Help(open, by, $"{by.Name} says that it is", chain, now)]);
    }

    public static IEnumerable<IncidentEvent> NotAnswered(Incident.Acknowledged incident, EscalationChain chain, DateTimeOffset now) =>
    [
        new IncidentEvent.ConvergingUnanswered(
            incident.Page, incident.Owner, now + chain.Rules.ConvergeAfter, chain.Rules.ResponseRunbook, now),
        .. Help(incident, Actor.Clock, $"{incident.Owner.Name} did not answer whether it is, so it counts as", chain, now),
    ];

    /// <summary>The secondary; when they have it themselves, or came before, the next level that is somebody else, and it is said.</summary>
    static IEnumerable<IncidentEvent> Help(
        Incident.Open open, Actor by, string who, EscalationChain chain, DateTimeOffset now)
    {
        var course = open.Known;
        var owner = course.Owner is { } has ? chain.PersonOf(has) : null;
        for (var level = Math.Max(chain.HelpBegins, course.Convergence.HelpLevel + 1); level <= chain.Levels; level++)
        {
            if (chain.ResponderAt(level, now) is { } next && next.Person.Id != owner?.Id)
            {
                var reason = string.Create(CultureInfo.InvariantCulture,
                    $"{who} not converging {(now - course.StartedAt).Spoken()} after the start, paging {next.Role.Spoken()} "
                    + $"{next.Person.Name} to help with the incident of {course.StartedAt:HH:mm} UTC: {Escalation.ShortTitle(open.Page)}");
                yield return new IncidentEvent.PagedUp(
                    open.Page, next, by, PageUpCause.NotConverging, reason, now + chain.AcknowledgeWithin(level), now);
                yield break;
            }

            yield return new IncidentEvent.LevelSkipped(open.Page, chain.RoleAt(level), now);
        }

        yield return new IncidentEvent.HelpNotFound(open.Page, now);
    }
}
