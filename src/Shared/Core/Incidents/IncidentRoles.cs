using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>Who may do what with an incident, by the policy's table.</summary>
sealed class IncidentRoles(EscalationChain chain)
{
    public IncidentRole RoleFor(IncidentAction action) => chain.Rules.May.GetValueOrDefault(action, IncidentRole.Responder);

    /// <summary>Who they are when they may; null when they may not.</summary>
    public Actor? WhoMay(Incident.Open open, IncidentAction action, string slackUser, DateTimeOffset now)
    {
        var person = chain.PersonOfSlack(slackUser);
        var may = RoleFor(action) switch
        {
            IncidentRole.Anyone => true,
            _ when person is null => false,
            IncidentRole.Lead => Stands(person, now, EscalationRole.Lead, EscalationRole.Cto),
            _ => Responds(open, person, now),
        };
        return may ? person is null ? Actor.SlackUser(slackUser) : Actor.Of(person) : null;
    }

    /// <summary>On call on any level now, or the one who has it or is paged for it.</summary>
    public bool Responds(Incident.Open open, Person person, DateTimeOffset now) =>
        Stands(person, now, Enum.GetValues<EscalationRole>())
        || (open.Known.Owner is { } owner && chain.PersonOf(owner)?.Id == person.Id)
        || (open is Incident.Paging paging && paging.Paged.Person.Id == person.Id);

    bool Stands(Person person, DateTimeOffset now, params IEnumerable<EscalationRole> roles) =>
        roles.Any(role => chain.ResponderFor(role, now)?.Person.Id == person.Id);
}
