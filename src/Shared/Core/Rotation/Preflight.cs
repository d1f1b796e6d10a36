using OnCall.Core.Incidents;
using OnCall.Core.Policy;

namespace OnCall.Core.Rotation;

public enum Severity
{
    /// <summary>Somebody should look, but pages arrive.</summary>
    Warning,

    /// <summary>A page may reach nobody, or not whom it should.</summary>
    Error,
}

/// <param name="Sentence">What is wrong.</param>
/// <param name="Mend">What to do about it.</param>
public sealed record PreflightFinding(Severity Severity, string Sentence, string Mend);

/// <summary>
/// Looks, before anything happens, whether pages would arrive: each person reachable, no gap and no double shift
/// for four weeks, the policy valid. Nothing found means ready.
/// </summary>
public static class Preflight
{
    public static readonly TimeSpan LooksAhead = TimeSpan.FromDays(28);

    /// <param name="facts">As read from the neighbours; who is missing counts as not asked about.</param>
    public static IReadOnlyList<PreflightFinding> Of(
        PolicyReading reading, IReadOnlyList<Override> overrides, IReadOnlyList<PersonFacts> facts, DateTimeOffset now) =>
        reading switch
        {
            PolicyReading.Invalid invalid =>
            [
                .. invalid.Errors.Select(error => new PreflightFinding(
                    Severity.Error, $"The policy is not valid: {error}", "Mend that field; nothing else was looked at.")),
            ],
            PolicyReading.Valid valid =>
            [
                .. valid.Policy.People.SelectMany(person => Reachable(person, facts)),
                .. EmptyLevels(valid.Policy),
                .. Unknown(valid.Policy, overrides, now),
                .. Rota(valid.Policy, overrides, now),
            ],
            _ => throw new System.Diagnostics.UnreachableException($"{reading} is no reading."),
        };

    static IEnumerable<PreflightFinding> Reachable(Person person, IReadOnlyList<PersonFacts> facts)
    {
        if (facts.FirstOrDefault(one => one.Person == person.Id) is not { } about)
            return [new(
                Severity.Warning, $"Nobody was asked whether {person.Name} can be reached.",
                "Run the preflight again, with Slack and PagerDuty set up.")];

        var slack = Said(about.SlackKnows, $"whether Slack knows {person.Name}",
            $"Slack does not know {person.Name} as {person.Slack}.",
            $"Copy the member ID from {person.Name}'s Slack profile into people.slack of the policy.");
        var user = Said(about.PagerDutyKnows, $"whether PagerDuty knows {person.Name}",
            $"PagerDuty does not know {person.Name} as {person.PagerDuty}.",
            $"Copy the id at the end of the address of {person.Name}'s PagerDuty profile into people.pagerDuty.");
        var email = Said(about.PagerDutyKnowsEmail, $"whether PagerDuty knows {person.Email}",
            $"PagerDuty knows nobody with the e-mail {person.Email}, which {person.Name} has in the policy.",
            $"Make people.email of the policy and the e-mail of {person.Name}'s PagerDuty user the same.");
        return new[] { slack, user, email }.OfType<PreflightFinding>();
    }

    static PreflightFinding? Said(Fact fact, string question, string no, string mend) => fact switch
    {
        Fact.Yes => null,
        Fact.No => new(Severity.Error, no, mend),
        Fact.NotRead unread => new(
            Severity.Warning, $"It could not be read {question}: {unread.Why}.",
            "Mend the connection, and run the preflight again."),
        _ => throw new System.Diagnostics.UnreachableException($"{fact} is no fact."),
    };

    static IEnumerable<PreflightFinding> EmptyLevels(OnCallPolicy policy) => policy.Escalation
        .Where(step => step.Person is null && step.Role is not (EscalationRole.Primary or EscalationRole.Secondary))
        .Select(step => new PreflightFinding(
            Severity.Warning, $"Nobody stands as {step.Role.Spoken()}: the level is skipped.",
            "Name a person for it under escalation in the policy."));

    static IEnumerable<PreflightFinding> Unknown(
        OnCallPolicy policy, IReadOnlyList<Override> overrides, DateTimeOffset now) => overrides
        .Where(one => one.To > now && !policy.Knows(one.Person))
        .Select(one => new PreflightFinding(
            Severity.Error,
            $"Override {one.Number} names '{one.Person}', whom the policy does not know any more: "
            + "the rotation counts instead.",
            $"Remove override {one.Number}, or put '{one.Person}' back into people."));

    static IEnumerable<PreflightFinding> Rota(OnCallPolicy policy, IReadOnlyList<Override> overrides, DateTimeOffset now)
    {
        var zone = new OnCallZone(policy.Zone);
        var schedule = OnCallSchedule.Of(policy, new RotationCalendar(policy.Rotation, zone), overrides);
        var until = now + LooksAhead;
        var gap = OnCallRoles.All
            .SelectMany(role => schedule.Turns(role, now, until).Where(turn => turn.Person is null).Take(1))
            .Select(turn => new PreflightFinding(
                Severity.Warning, $"Nobody is {turn.Role.Spoken()} from {zone.Show(turn.From)} on.",
                "Put a second person into rotation.order, or set an override."));
        var both = schedule.DoubleShifts(now, until).Select(shift => new PreflightFinding(Severity.Error,
            $"{policy[shift.Person].Name} is primary and secondary at once "
            + $"from {zone.Show(shift.From)} to {zone.Show(shift.Until)}.",
            "Set an override for one of the two roles, or remove one that stands."));
        return gap.Concat(both);
    }
}
