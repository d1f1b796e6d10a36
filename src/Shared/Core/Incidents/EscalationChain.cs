using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;

namespace OnCall.Core.Incidents;

/// <summary>
/// "Primary → Secondary (after 15 min of no ack) → Engineering lead → CTO." Who stands on which level is
/// resolved at the moment of deciding: a handover or an override in the middle of an incident counts from the
/// next step on.
/// </summary>
/// <param name="overrides">Without it the rotation alone says who is on call.</param>
public sealed class EscalationChain(OnCallPolicy policy, RotationCalendar rotation, IOverrides? overrides = null)
{
    readonly IOverrides _overrides = overrides ?? new NoOverrides();

    public int Levels => policy.Escalation.Count;

    public TimeSpan AcknowledgeWithin(int level) => policy.Escalation[level - 1].AcknowledgeWithin;

    public EscalationRole RoleAt(int level) => policy.Escalation[level - 1].Role;

    /// <summary>Null for a level on which nobody stands.</summary>
    public Responder? ResponderAt(int level, DateTimeOffset instant)
    {
        var step = policy.Escalation[level - 1];
        var shift = OnCallSchedule.Of(policy, rotation, _overrides.Current).ShiftAt(instant);
        var person = step.Role switch
        {
            EscalationRole.Primary => shift.Primary,
            EscalationRole.Secondary => shift.Secondary,
            _ => step.Person,
        };
        return person is { } id ? new Responder(step.Role, level, policy[id]) : null;
    }

    /// <summary>Whom PagerDuty pages first: the policy always names one.</summary>
    public Responder Primary(DateTimeOffset instant) => ResponderAt(level: 1, instant)!;

    public IncidentsPolicy Rules => policy.Incidents;

    /// <summary>Where help comes from: the secondary's level, or the one above the first.</summary>
    public int HelpBegins => Enumerable.Range(1, Levels).FirstOrDefault(level => RoleAt(level) == EscalationRole.Secondary, 2);

    public IEnumerable<Responder> RespondersAt(DateTimeOffset instant) =>
        Enumerable.Range(1, Levels).Select(level => ResponderAt(level, instant)).OfType<Responder>();

    /// <summary>Null for somebody whom the policy does not know.</summary>
    public Person? PersonOfSlack(string slackUser) => policy.People.FirstOrDefault(person => person.Slack == slackUser);

    /// <summary>Null for a clock, a neighbour, or somebody whom the policy does not know.</summary>
    public Person? PersonOf(Actor actor) => policy.People.FirstOrDefault(person =>
        actor == Actor.Of(person) || actor.Id == Actor.PagerDutyUser(person.PagerDuty, person.Name).Id);

    public Responder? ResponderFor(EscalationRole role, DateTimeOffset instant) => Enumerable.Range(1, Levels)
        .Where(level => RoleAt(level) == role)
        .Select(level => ResponderAt(level, instant))
        .FirstOrDefault();
}
