using System.Text.Json.Serialization;
using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>An incident as its declaration shows it.</summary>
/// <param name="NextWordBy">When the next outward word is due; null when it is over.</param>
/// <param name="Runbook">"Incident response runbook", where the policy says where it stands.</param>
public sealed record IncidentView(
    Page Page,
    IncidentStanding Standing,
    string Hypothesis,
    Checklist Checklist,
    DateTimeOffset? NextWordBy,
    Responder? Secondary,
    Uri? Runbook)
{
    public static IncidentView Of(Incident.Open open, Responder? secondary, Uri? runbook)
    {
        var course = open.Known;
        return new IncidentView(
            open.Page, StandingOf(open), course.Hypothesis, course.Checklist, course.Comms.DueAt, secondary, runbook);
    }

    static IncidentStanding StandingOf(Incident.Open open) => open switch
    {
        Incident.Paging paging => new IncidentStanding.Paged(paging.Paged, paging.AckBy, open.Known.Owner),
        Incident.Acknowledged held => new IncidentStanding.Held(held.Owner, open.Known.AcknowledgedAt ?? open.Known.StartedAt),
        _ => new IncidentStanding.Unheard(),
    };
}

/// <summary>Who has an incident. The names are on disk.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Paged), "paged")]
[JsonDerivedType(typeof(Unheard), "unheard")]
[JsonDerivedType(typeof(Held), "held")]
[JsonDerivedType(typeof(Over), "over")]
public abstract record IncidentStanding
{
    IncidentStanding() { }

    /// <param name="Owner">Who has it meanwhile, when help is paged.</param>
    public sealed record Paged(Responder Responder, DateTimeOffset AckBy, Actor? Owner) : IncidentStanding;

    /// <summary>Everybody was paged, and nobody acknowledged.</summary>
    public sealed record Unheard : IncidentStanding;

    public sealed record Held(Actor Owner, DateTimeOffset Since) : IncidentStanding;

    public sealed record Over(Actor By, DateTimeOffset At, IncidentSummary Summary) : IncidentStanding;
}

/// <summary>An incident in a few lines, when it is over.</summary>
/// <param name="TimeToAcknowledge">Null when nobody ever acknowledged it.</param>
/// <param name="Kept">Outward words that came in time.</param>
/// <param name="Missed">Outward words that were due and did not come.</param>
public sealed record IncidentSummary(
    TimeSpan? TimeToAcknowledge, TimeSpan TimeToResolve, int Kept, int Missed, IReadOnlyList<Deed> Deeds);
