using System.Text.Json.Serialization;

namespace OnCall.Core.Policy;

/// <summary>What is asked of people while an incident is open, and when. May be left out of the file.</summary>
public sealed record IncidentsPolicy
{
    public static readonly IncidentsPolicy Standard = new();

    /// <summary>"Expected online within 10 minutes of a page."</summary>
    public TimeSpan OnlineWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>"Communicate outward every 15 minutes."</summary>
    public TimeSpan CommunicateEvery { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A word that comes this soon after it was due still keeps the rhythm: the reminder itself comes when it is due.</summary>
    public TimeSpan CommunicateGrace { get; init; } = TimeSpan.FromMinutes(5);

    public TimeSpan SnoozeFor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often the next word may be put off before one has to be said.</summary>
    public int MaxSnoozes { get; init; } = 2;

    /// <summary>"At the 30-minute mark, if you are not clearly converging on a fix, page secondary."</summary>
    public TimeSpan ConvergeAfter { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>No answer within this counts as a no.</summary>
    public TimeSpan ConvergeAnswerWithin { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>Whoever acknowledged after the mark has this long before they are asked.</summary>
    public TimeSpan ConvergeAfterLateAck { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>A reason for paging the lead or the CTO has at least so many words that say something.</summary>
    public int MinReasonWords { get; init; } = 4;

    /// <summary>"Follow Incident response runbook." Null when nobody has said where it stands.</summary>
    public Uri? ResponseRunbook { get; init; }

    /// <summary>Who may do what; what is not named here, responders may.</summary>
    public IReadOnlyDictionary<IncidentAction, IncidentRole> May { get; init; } = new Dictionary<IncidentAction, IncidentRole>
    {
        [IncidentAction.Pin] = IncidentRole.Anyone,
    };
}

/// <summary>What a person can do with an incident in Slack. The names stand in policy files and on disk.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IncidentAction>))]
public enum IncidentAction
{
    TickStep,
    SendUpdate,
    Snooze,
    SayConverging,
    SetHypothesis,
    PageSecondary,
    PageLead,
    PageCto,
    Pin,
}

/// <summary>Who may. The names stand in policy files and on disk.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IncidentRole>))]
public enum IncidentRole
{
    /// <summary>Whoever is on call on any level now, and whoever has the incident or is paged for it.</summary>
    Responder,

    /// <summary>The engineering lead and the CTO.</summary>
    Lead,

    Anyone,
}
