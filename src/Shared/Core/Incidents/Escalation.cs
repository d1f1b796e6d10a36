using System.Globalization;

namespace OnCall.Core.Incidents;

/// <summary>What happens when the one who was paged stays silent.</summary>
static class Escalation
{
    /// <summary>The next level on which somebody stands; "an empty level is skipped at once and said".</summary>
    public static IEnumerable<IncidentEvent> From(Incident.Paging paging, EscalationChain chain, DateTimeOffset now)
    {
        for (var level = paging.Paged.Level + 1; level <= chain.Levels; level++)
        {
            // The same person on two levels was paged already: the next level is the one that helps.
            if (chain.ResponderAt(level, now) is { } next && next.Person.Id != paging.Paged.Person.Id)
            {
                yield return new IncidentEvent.Escalated(
                    paging.Page, paging.Paged, next, ReasonFor(paging, next), now + chain.AcknowledgeWithin(level), now);
                yield break;
            }

            yield return new IncidentEvent.LevelSkipped(paging.Page, chain.RoleAt(level), now);
        }

        // Help was paged, and none came: whoever has the incident still has it.
        yield return paging.Known.Owner is null
            ? new IncidentEvent.ChainExhausted(paging.Page, paging.Paged, now)
            : new IncidentEvent.HelpNotFound(paging.Page, now);
    }

    /// <summary>
    /// "Write a one-sentence reason in the PagerDuty note — 'primary unreachable, customer-facing outage at
    /// 08:42 UTC' beats 'escalating'." The title comes last and is cut: notes are read on telephones.
    /// </summary>
    static string ReasonFor(Incident.Paging paging, Responder next)
    {
        var paged = paging.Paged;
        return string.Create(CultureInfo.InvariantCulture,
            $"{paged.Role.Spoken()} {paged.Person.Name} did not acknowledge by {paging.AckBy:HH:mm} UTC, "
            + $"paging {next.Role.Spoken()} {next.Person.Name} for the incident of {paging.Page.StartedAt:HH:mm} UTC: {ShortTitle(paging.Page)}");
    }

    public static string ShortTitle(Page page) => Short(page.Title);

    public static string Short(string text)
    {
        const int MaxLength = 200;
        return text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength), "…");
    }
}
