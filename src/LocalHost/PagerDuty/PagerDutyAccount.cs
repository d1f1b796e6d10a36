using OnCall.Core.Policy;

namespace OnCall.LocalHost.PagerDuty;

/// <summary>The incidents of the simulated PagerDuty, and what can happen to them. Thread-safe.</summary>
/// <param name="personAt">Who is on call on a level at this moment; null when nobody is.</param>
/// <param name="happened">Called in order, one at a time.</param>
/// <param name="escalatesAfter">PagerDuty's own timer; null switches it off.</param>
sealed class PagerDutyAccount(
    Func<int, Person?> personAt, TimeSpan? escalatesAfter, TimeProvider clock, Action<IncidentHappening> happened)
{
    public const int MaxNotes = 2000;
    const int MaxIncidents = 10_000;

    readonly Lock _gate = new();
    readonly Dictionary<string, SimulatedIncident> _incidents = new(StringComparer.Ordinal);
    readonly List<ITimer> _timers = [];
    int _events;
    int _notes;

    public IReadOnlyList<SimulatedIncident> Incidents
    {
        get
        {
            lock (_gate)
                return [.. _incidents.Values.OrderBy(incident => incident.Number)];
        }
    }

    public SimulatedIncident? Find(string id)
    {
        lock (_gate)
            return _incidents.GetValueOrDefault(id);
    }

    /// <summary>The same key while open is the same incident; after it was resolved it opens a new one.</summary>
    public SimulatedIncident Trigger(string title, string? dedupKey, string? details = null)
    {
        lock (_gate)
        {
            if (dedupKey is not null && OpenBy(dedupKey) is { } open)
                return open;
            if (_incidents.Count == MaxIncidents)
                throw new InvalidOperationException($"PagerDuty's simulator keeps {MaxIncidents} incidents at most.");

            var number = _incidents.Count + 1;
            var id = PagerDutyIds.Incident(number);
            var incident = new SimulatedIncident(
                id, number, title, dedupKey ?? id, IncidentStatus.Triggered, Level: 1, personAt(1),
                ResolvedBy: null, clock.GetUtcNow(), [])
            { EscalatesAt = NextEscalation(level: 1), Details = details };
            return Happens(
                "incident.triggered", incident, by: null, $"pages {NameOf(incident.Assignee)} (level 1): {title}");
        }
    }

    public SimulatedIncident? OpenBy(string dedupKey)
    {
        lock (_gate)
            return _incidents.Values.FirstOrDefault(incident => incident.IsOpen && incident.DedupKey == dedupKey);
    }

    public PagerDutyRefusal? Acknowledge(string id, Person? by) => Change(id, incident =>
    {
        if (incident.Status == IncidentStatus.Acknowledged)
            return PagerDutyRefusal.AlreadyAcknowledged;
        Happens(
            "incident.acknowledged",
            incident with
            {
                Status = IncidentStatus.Acknowledged,
                Assignee = by ?? incident.Assignee,
                EscalatesAt = null,
            },
            by, $"acknowledged by {NameOf(by)}");
        return null;
    });

    /// <summary>As PagerDuty does when an acknowledgement times out: whoever had it is paged again.</summary>
    public PagerDutyRefusal? Unacknowledge(string id) => Change(id, incident =>
    {
        Happens(
            "incident.unacknowledged", incident with { Status = IncidentStatus.Triggered }, by: null,
            $"pages {NameOf(incident.Assignee)} again: the acknowledgement expired");
        return null;
    });

    public PagerDutyRefusal? Reassign(string id, Person to, Person by) => Change(id, incident =>
    {
        Happens(
            "incident.reassigned", incident with { Status = IncidentStatus.Triggered, Assignee = to, EscalatesAt = null },
            by, $"pages {to.Name}: re-assigned by {by.Name}");
        return null;
    });

    public PagerDutyRefusal? Resolve(string id, Person? by) => Change(id, incident =>
    {
        Happens(
            "incident.resolved",
            incident with { Status = IncidentStatus.Resolved, ResolvedBy = by, EscalatesAt = null },
            by, $"resolved by {NameOf(by)}");
        return null;
    });

    /// <summary>Whoever stands on the level is paged, also when somebody had acknowledged.</summary>
    public PagerDutyRefusal? Escalate(string id, int level, Person? by) => Change(id, incident =>
    {
        if (personAt(level) is not { } person)
            return PagerDutyRefusal.NobodyOnCall;
        Happens(
            "incident.escalated",
            incident with
            {
                Status = IncidentStatus.Triggered,
                Level = level,
                Assignee = person,
                EscalatesAt = NextEscalation(level),
            },
            by, $"pages {person.Name} (level {level}): {incident.Title}");
        return null;
    });

    public SimulatedNote? Annotate(string id, string content, Person? by)
    {
        lock (_gate)
        {
            if (!_incidents.TryGetValue(id, out var incident) || incident.Notes.Count >= MaxNotes)
                return null;

            var note = new SimulatedNote(PagerDutyIds.Note(++_notes), content, by, clock.GetUtcNow());
            Happens("incident.annotated", incident with { Notes = [.. incident.Notes, note] }, by, $"note: {content}");
            return note;
        }
    }

    PagerDutyRefusal? Change(string id, Func<SimulatedIncident, PagerDutyRefusal?> change)
    {
        lock (_gate)
            return _incidents.GetValueOrDefault(id) switch
            {
                null => PagerDutyRefusal.NotFound,
                { IsOpen: false } => PagerDutyRefusal.AlreadyResolved,
                var incident => change(incident),
            };
    }

    SimulatedIncident Happens(string eventType, SimulatedIncident incident, Person? by, string sentence)
    {
        var before = _incidents.GetValueOrDefault(incident.Id)?.EscalatesAt;
        _incidents[incident.Id] = incident;
        if (incident.EscalatesAt is { } at && at != before)
            EscalateByItself(incident.Id, incident.Level, at);
        happened(new IncidentHappening(
            PagerDutyIds.Event(++_events), eventType, incident, by, clock.GetUtcNow(), $"{incident.Id} {sentence}"));
        return incident;
    }

    DateTimeOffset? NextEscalation(int level) =>
        escalatesAfter is { } after && personAt(level + 1) is not null ? clock.GetUtcNow() + after : null;

    // Never cancelled: it looks whether its time is still the incident's.
    void EscalateByItself(string id, int level, DateTimeOffset at) => _timers.Add(clock.CreateTimer(
        _ =>
        {
            if (Find(id)?.EscalatesAt == at)
                Escalate(id, level + 1, by: null);
        },
        state: null, at - clock.GetUtcNow(), Timeout.InfiniteTimeSpan));

    static string NameOf(Person? person) => person?.Name ?? "nobody";
}
