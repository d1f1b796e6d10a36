using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>What people and PagerDuty itself do with an incident over there, besides acknowledging and resolving it.</summary>
static class ByPagerDuty
{
    /// <summary>Webhooks and listings date the same acknowledgement a moment apart.</summary>
    static readonly TimeSpan SameMoment = TimeSpan.FromSeconds(5);

    /// <summary>
    /// "If you cannot engage in 15 minutes, re-assign to secondary." Whoever has it now gets their own time. What we told
    /// PagerDuty ourselves comes back the same way, and is no news.
    /// </summary>
    public static Decision<IncidentEvent> Reassigned(Incident.Open open, IncidentCommand.Reassign told, EscalationChain chain)
    {
        var to = chain.PersonOf(told.To);
        if (to is not null && open.Known.Called.Contains(to.PagerDuty))
            return new Decision<IncidentEvent>.Accept([new IncidentEvent.PageConfirmed(open.Page, told.To, told.Now)]);
        var already = open switch
        {
            Incident.Paging paging => paging.Paged.Person.Id == to?.Id,
            Incident.Acknowledged held => held.Owner.Id == told.To.Id,
            _ => false,
        };
        if (already)
            return new Decision<IncidentEvent>.Ignore(Reason.NothingChanged);
        var paged = chain.LevelOf(to, open, told.Now);
        return new Decision<IncidentEvent>.Accept([new IncidentEvent.Reassigned(
            open.Page, told.To, paged, told.By, told.Now + chain.AcknowledgeWithin(paged.Level), told.Now)]);
    }

    /// <summary>"Do not ack and then disappear": the clock of whoever had it starts again.</summary>
    public static IncidentEvent AckExpired(Incident.Acknowledged held, EscalationChain chain, DateTimeOffset now)
    {
        var paged = chain.LevelOf(chain.PersonOf(held.Owner), held, now);
        return new IncidentEvent.AckExpired(held.Page, held.Owner, paged, now + chain.AcknowledgeWithin(paged.Level), now);
    }

    /// <summary>Told again, perhaps by a listing that is older than the page that took the incident from its owner.</summary>
    public static bool IsOldNews(Incident.Paging paging, IncidentCommand.Acknowledge ack) =>
        ack.At <= paging.Known.AcknowledgedAt + SameMoment;

    static Responder LevelOf(this EscalationChain chain, Core.Policy.Person? person, Incident.Open open, DateTimeOffset now)
    {
        var level = open is Incident.Paging paging ? paging.Paged.Level : 1;
        var stands = chain.RespondersAt(now).FirstOrDefault(responder => responder.Person.Id == person?.Id);
        return stands ?? (person is null
            ? chain.ResponderAt(level, now) ?? chain.RespondersAt(now).First()
            : new Responder(chain.RoleAt(level), level, person));
    }
}
