using System.Globalization;

namespace OnCall.Core.Incidents;

/// <summary>All that an open incident waits for, and what follows when its time has come.</summary>
sealed class DueSteps(EscalationChain chain)
{
    // Each step moves its own deadline beyond now, so that there are never more than kinds of them.
    const int MaxSteps = 10;

    /// <summary>In the order in which they go when they are due at the same instant.</summary>
    enum Kind
    {
        Acknowledgement,
        Online,
        OutwardWord,
        ConvergingQuestion,
        ConvergingAnswer,
    }

    public static DateTimeOffset? NextOf(Incident.Open open) => Deadlines(open).Min(due => (DateTimeOffset?)due.At);

    /// <summary>
    /// Everything that is due, in the order of its time, each thing once: after days without a clock there are not hundreds of
    /// reminders, but one.
    /// </summary>
    public IReadOnlyList<IncidentEvent> Take(
        Incident.Open open, DateTimeOffset now, Func<Incident, IncidentEvent, Incident> evolve)
    {
        var taken = new List<IncidentEvent>();
        Incident state = open;
        for (var step = 1; step <= MaxSteps && state is Incident.Open at && FirstDue(at, now) is { } kind; step++)
        {
            var events = Of(at, kind, now).ToList();
            taken.AddRange(events);
            state = events.Aggregate(state, evolve);
        }

        return taken;
    }

    static Kind? FirstDue(Incident.Open open, DateTimeOffset now)
    {
        var due = Deadlines(open).Where(deadline => deadline.At <= now).OrderBy(deadline => deadline.At).ThenBy(deadline => deadline.Kind).ToList();
        // Whoever is paged next is told why: that nobody was online before is no news beside it.
        if (due.Exists(deadline => deadline.Kind == Kind.Acknowledgement))
            due.RemoveAll(deadline => deadline.Kind == Kind.Online);
        return due.Count == 0 ? null : due[0].Kind;
    }

    static IEnumerable<(DateTimeOffset At, Kind Kind)> Deadlines(Incident.Open open)
    {
        var course = open.Known;
        if (open is Incident.Paging paging)
        {
            yield return (paging.AckBy, Kind.Acknowledgement);
            if (course.OnlineBy is { } onlineBy)
                yield return (onlineBy, Kind.Online);
        }

        if (course.Owner is not null)
            yield return (course.Comms.RemindAt, Kind.OutwardWord);
        if (open is Incident.Acknowledged)
            yield return course.Convergence.AnswerBy is { } answerBy
                ? (answerBy, Kind.ConvergingAnswer)
                : (course.Convergence.AskAt, Kind.ConvergingQuestion);
    }

    IEnumerable<IncidentEvent> Of(Incident.Open open, Kind kind, DateTimeOffset now) => (kind, open) switch
    {
        (Kind.Acknowledgement, Incident.Paging paging) => Escalation.From(paging, chain, now),
        (Kind.Online, Incident.Paging paging) => [NobodyOnline(paging, now)],
        (Kind.OutwardWord, _) => [CommsRules.Reminded(open, open.Known.Owner!, chain, now)],
        (Kind.ConvergingQuestion, Incident.Acknowledged held) => [ConvergenceRules.Asked(held, chain, now)],
        (Kind.ConvergingAnswer, Incident.Acknowledged held) => ConvergenceRules.NotAnswered(held, chain, now),
        _ => throw new System.Diagnostics.UnreachableException($"{kind} is not due while {open}."),
    };

    IncidentEvent.NobodyOnline NobodyOnline(Incident.Paging paging, DateTimeOffset now) => new(
        paging.Page, paging.Paged,
        string.Create(CultureInfo.InvariantCulture,
            $"{paging.Paged.Role.Spoken()} {paging.Paged.Person.Name} is not online {chain.Rules.OnlineWithin.TotalMinutes:0.#} min "
            + $"after the page: nobody on call has acknowledged or written in Slack. Without an acknowledgement the next level is paged "
            + $"at {paging.AckBy:HH:mm} UTC."),
        now);
}
