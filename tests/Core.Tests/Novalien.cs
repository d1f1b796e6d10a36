using OnCall.Core.Handovers;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;

namespace OnCall.Core.Tests;

/// <summary>The policy that these tests run on: Ada is primary and Ben secondary in the week of 5 January 2026.</summary>
static class Novalien
{
    public static readonly Person Ada = Named("ada");
    public static readonly Person Ben = Named("ben");
    public static readonly Person Cyd = Named("cyd");
    public static readonly Person Lea = Named("lea");
    public static readonly Person Tom = Named("tom");

    public static readonly OnCallPolicy Policy = new(
        "Novalien",
        "Europe/Berlin",
        [Ada, Ben, Cyd, Lea, Tom],
        new RotationPolicy(new DateOnly(2026, 1, 5), DayOfWeek.Monday, new TimeOnly(10, 0), [Ada.Id, Ben.Id, Cyd.Id], SecondaryRule.Next),
        [
            new EscalationStep(EscalationRole.Primary, null, TimeSpan.FromMinutes(15)),
            new EscalationStep(EscalationRole.Secondary, null, TimeSpan.FromMinutes(15)),
            new EscalationStep(EscalationRole.Lead, Lea.Id, TimeSpan.FromMinutes(15)),
            new EscalationStep(EscalationRole.Cto, Tom.Id, TimeSpan.FromMinutes(15)),
        ],
        new Channels(new Channel("C0ONCALL", "novavms-oncall"), new Channel("C0LIVE", "novavms-incident-live"), new Channel("C0NOISE", "novavms-oncall-noise")))
    {
        // Its own tests tell of it; everywhere else it would be one more effect of each declaration.
        Triage = TriagePolicy.Standard with { OnDeclaration = false },
    };

    public static IncidentDecider DeciderFor(OnCallPolicy policy) =>
        new(new EscalationChain(policy, CalendarOf(policy)));

    public static HandoverDecider HandoverDeciderFor(OnCallPolicy policy, IOverrides? overrides = null)
    {
        var times = new HandoverTimes(policy, CalendarOf(policy));
        return new(times, new HandoverSteps(policy, times, new HandoverRoster(policy, CalendarOf(policy), overrides)));
    }

    public static RotationCalendar CalendarOf(OnCallPolicy policy) => new(policy.Rotation, new OnCallZone(policy.Zone));

    public static OnCallPolicy Without(this OnCallPolicy policy, EscalationRole role) => policy with
    {
        Escalation = [.. policy.Escalation.Select(step => step.Role == role ? step with { Person = null } : step)],
    };

    static Person Named(string id) =>
        new(new PersonId(id), string.Concat(id[..1].ToUpperInvariant(), id[1..]), $"U0{id.ToUpperInvariant()}", $"P{id.ToUpperInvariant()}001", $"{id}@novalien.com");
}
