using OnCall.Core.Incidents;

namespace OnCall.Core.Policy;

/// <summary>A team's rules, valid as a whole: <see cref="PolicyReader"/> is the only way to make one from a file.</summary>
/// <param name="Zone">IANA name; the handover hour is local to it.</param>
public sealed record OnCallPolicy(
    string Team,
    string Zone,
    IReadOnlyList<Person> People,
    RotationPolicy Rotation,
    IReadOnlyList<EscalationStep> Escalation,
    Channels Channels)
{
    public HandoverPolicy Handover { get; init; } = HandoverPolicy.Standard;

    public BusinessHours BusinessHours { get; init; } = BusinessHours.Standard;

    public DeploysPolicy Deploys { get; init; } = DeploysPolicy.Nothing;

    public IncidentsPolicy Incidents { get; init; } = IncidentsPolicy.Standard;

    /// <summary>Null when the team names no folder.</summary>
    public PostmortemsPolicy? Postmortems { get; init; }

    public SecurityPolicy Security { get; init; } = SecurityPolicy.Nobody;

    public DetectionPolicy Detection { get; init; } = DetectionPolicy.Standard;

    public NoisePolicy Noise { get; init; } = NoisePolicy.Standard;

    public TriagePolicy Triage { get; init; } = TriagePolicy.Standard;

    public Person this[PersonId id] => People.First(person => person.Id == id);

    public bool Knows(PersonId id) => People.Any(person => person.Id == id);
}

/// <param name="Start">A handover day; the first in <paramref name="Order"/> is primary from then on.</param>
/// <param name="Order">Each person once. They take a week each, and then it starts again.</param>
/// <param name="Source">Which of the two is right when this file and PagerDuty name different people.</param>
public sealed record RotationPolicy(
    DateOnly Start,
    DayOfWeek HandoverDay,
    TimeOnly HandoverAt,
    IReadOnlyList<PersonId> Order,
    SecondaryRule Secondary,
    RotationSource Source = RotationSource.OnCall);

public enum RotationSource
{
    /// <summary>This file and the overrides stored here lead; PagerDuty's schedule is mended to match.</summary>
    OnCall,

    /// <summary>PagerDuty's schedule leads; this file is mended to match.</summary>
    PagerDuty,
}

public enum SecondaryRule
{
    /// <summary>The one who will be primary next week.</summary>
    Next,

    /// <summary>The one who was primary last week.</summary>
    Previous,
}

/// <param name="Person">Fixed for lead and CTO; null for primary and secondary, whom the rotation names.</param>
/// <param name="AcknowledgeWithin">How long this level has before the next one is paged.</param>
public sealed record EscalationStep(EscalationRole Role, PersonId? Person, TimeSpan AcknowledgeWithin);

public sealed record Channels(Channel OnCall, Channel IncidentLive, Channel Noise);

/// <param name="Id">Slack's id; a name can be changed in Slack, an id cannot.</param>
/// <param name="Name">Without the #.</param>
public sealed record Channel(string Id, string Name);
