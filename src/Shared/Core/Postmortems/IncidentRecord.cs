using OnCall.Core.Incidents;
using OnCall.Core.Processes;

namespace OnCall.Core.Postmortems;

/// <summary>One event of an incident, and under which rule, when and by whom.</summary>
public sealed record RecordedEvent(IncidentEvent Happened, Explanation Why);

/// <summary>All that is known of an incident, as it is read afterwards.</summary>
/// <param name="Events">Oldest first; there is at least one.</param>
/// <param name="Last">As it stood when it was open last; null when nothing was heard of it before its end.</param>
public sealed record IncidentRecord(IReadOnlyList<RecordedEvent> Events, Incident.Open? Last, Page Page, IncidentEnd? End)
{
    public DateTimeOffset StartedAt => Last?.Course?.StartedAt ?? Page.StartedAt;

    public Course? Course => Last?.Course;

    /// <summary>Nobody ever took it up and nobody said a word: what resolved itself may not have been one.</summary>
    public bool MayBeFalseAlarm => End is { TimeToAcknowledge: null } && Course is { Comms.Last: null, Hypothesis: Course.UnknownHypothesis };

    public IEnumerable<T> All<T>() where T : IncidentEvent => Events.Select(one => one.Happened).OfType<T>();

    /// <summary>Null for an incident of which nothing is known.</summary>
    public static IncidentRecord? Of(
        IReadOnlyList<RecordedEvent> events, Decider<Incident, IncidentCommand, IncidentEvent> rules)
    {
        Incident state = new Incident.None();
        Incident.Open? last = null;
        foreach (var one in events)
        {
            state = rules.Evolve(state, one.Happened);
            last = state as Incident.Open ?? last;
        }

        var end = (state as Incident.Resolved)?.End;
        return (end?.Page ?? last?.Page) is { } page ? new IncidentRecord(events, last, page, end) : null;
    }
}
