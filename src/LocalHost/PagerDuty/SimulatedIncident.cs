using OnCall.Core.Policy;

namespace OnCall.LocalHost.PagerDuty;

/// <summary>An incident as the simulated PagerDuty keeps it.</summary>
/// <param name="Level">Of the escalation policy: 1 is the primary's.</param>
/// <param name="Assignee">Null when nobody stands on the level.</param>
/// <param name="ResolvedBy">Null also when it was resolved by an event, not by a person.</param>
public sealed record SimulatedIncident(
    string Id,
    int Number,
    string Title,
    string DedupKey,
    IncidentStatus Status,
    int Level,
    Person? Assignee,
    Person? ResolvedBy,
    DateTimeOffset CreatedAt,
    IReadOnlyList<SimulatedNote> Notes)
{
    /// <summary>What was sent along with the alert that triggered it, as JSON: custom details, links. Null without any.</summary>
    public string? Details { get; init; }

    /// <summary>When PagerDuty's own policy pages the next level; null when it does not.</summary>
    public DateTimeOffset? EscalatesAt { get; init; }

    /// <summary>When it was last triggered, acknowledged or resolved.</summary>
    public DateTimeOffset StatusChangedAt { get; init; } = CreatedAt;

    public bool IsOpen => Status != IncidentStatus.Resolved;
}

public sealed record SimulatedNote(string Id, string Content, Person? By, DateTimeOffset At);

public enum IncidentStatus
{
    Triggered,
    Acknowledged,
    Resolved,
}

/// <summary>Something that happened to an incident; PagerDuty sends a webhook about it.</summary>
/// <param name="EventType">As PagerDuty names it: "incident.triggered".</param>
/// <param name="By">The person who did it; null when an event or PagerDuty itself did.</param>
/// <param name="Sentence">As a person would say it: "pages Ada (level 1): …".</param>
public sealed record IncidentHappening(
    string EventId, string EventType, SimulatedIncident Incident, Person? By, DateTimeOffset At, string Sentence);
