using System.Diagnostics;
using System.Globalization;
using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>Pages that a person asks for: also while somebody has the incident. The chain goes on from there.</summary>
static class PageUps
{
    public static Decision<IncidentEvent> Asked(
        Incident.Open open, IncidentCommand.PageUp asked, Actor by, EscalationChain chain)
    {
        var now = asked.Now;
        if (WhyNot(open, asked.Role, chain, now) is { } refusal)
            return new Decision<IncidentEvent>.Reject([refusal]);
        if (NeedsReason(asked.Role) && PageReason.WhyNot(asked.Reason, chain.Rules.MinReasonWords) is { } emptyWords)
            return new Decision<IncidentEvent>.Reject([emptyWords]);

        var next = chain.ResponderFor(asked.Role, now)!;
        return new Decision<IncidentEvent>.Accept([new IncidentEvent.PagedUp(
            open.Page, next, by, PageUpCause.ByHand, ReasonFor(open.Page, next, by, asked.Reason),
            now + chain.AcknowledgeWithin(next.Level), now)]);
    }

    /// <summary>"If you page up to the lead, write a one-sentence reason." Who pages the secondary need not.</summary>
    public static bool NeedsReason(EscalationRole role) => role is EscalationRole.Lead or EscalationRole.Cto;

    /// <summary>Null when it makes sense to page that level now.</summary>
    public static Refusal? WhyNot(Incident.Open open, EscalationRole role, EscalationChain chain, DateTimeOffset now)
    {
        if (chain.ResponderFor(role, now) is not { } next)
            return Refused("nobody-there", $"Nobody stands on the level of the {role.Spoken()}.");
        var owner = open is Incident.Acknowledged { Owner: var has } ? chain.PersonOf(has) : null;
        return (open, next) switch
        {
            (Incident.Paging paging, _) when paging.Paged.Person.Id == next.Person.Id => Refused(
                "paged-already", string.Create(CultureInfo.InvariantCulture,
                    $"{next.Person.Name} is paged already, and has until {paging.AckBy:HH:mm} UTC to acknowledge.")),
            (Incident.Paging paging, _) when paging.Paged.Level >= next.Level => Refused(
                "paged-higher",
                $"The {paging.Paged.Role.Spoken()} {paging.Paged.Person.Name} is being paged already: PagerDuty would take the page "
                + "back from them."),
            (Incident.Acknowledged, _) when owner?.Id == next.Person.Id => Refused("has-it-already", $"{next.Person.Name} has this incident already."),
            _ => null,
        };
    }

    public static EscalationRole? RoleOf(IncidentAction action) => action switch
    {
        IncidentAction.PageSecondary => EscalationRole.Secondary,
        IncidentAction.PageLead => EscalationRole.Lead,
        IncidentAction.PageCto => EscalationRole.Cto,
        _ => null,
    };

    public static IncidentAction ActionOf(EscalationRole role) => role switch
    {
        EscalationRole.Secondary => IncidentAction.PageSecondary,
        EscalationRole.Lead => IncidentAction.PageLead,
        EscalationRole.Cto => IncidentAction.PageCto,
        _ => throw new UnreachableException($"Nobody pages the {role} by hand: PagerDuty does."),
    };

    static string ReasonFor(Page page, Responder next, Actor by, string reason)
    {
        var said = string.Join(' ', reason.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return string.Create(CultureInfo.InvariantCulture,
            $"{by.Name} pages {next.Role.Spoken()} {next.Person.Name} for the incident of {page.StartedAt:HH:mm} UTC: "
            + $"{(said.Length > 0 ? said : Escalation.ShortTitle(page))}");
    }

    static Refusal Refused(string name, string text) => new(name, "", text);
}
