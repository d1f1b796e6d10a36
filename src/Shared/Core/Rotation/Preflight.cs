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
/// <param name="Topic">
/// What was asked, the same each time: "slack-ada". There is at most one finding of a topic, and its sentence stays the
/// same for as long as the same is wrong, so that it can be announced once.
/// </param>
/// <param name="Mend">What to do about it.</param>
/// <param name="WasRead">False when it is not known whether anything is wrong.</param>
public sealed record PreflightFinding(string Topic, Severity Severity, string Sentence, string Mend, bool WasRead = true);

/// <param name="Topics">All that was asked: what has no finding is well.</param>
public sealed record PreflightReport(IReadOnlyList<string> Topics, IReadOnlyList<PreflightFinding> Findings);

/// <summary>
/// Looks, before anything happens, whether pages would arrive: each person reachable, no gap and no double shift
/// for four weeks, the policy valid. Nothing found means ready.
/// </summary>
public static class Preflight
{
    public static readonly TimeSpan LooksAhead = TimeSpan.FromDays(28);

    const string PolicyTopic = "policy";

    /// <param name="facts">As read from the neighbours; who is missing counts as not asked about.</param>
    public static PreflightReport Of(
        PolicyReading reading, IReadOnlyList<Override> overrides, IReadOnlyList<PersonFacts> facts, DateTimeOffset now) =>
        reading switch
        {
            PolicyReading.Invalid invalid => new PreflightReport(
                [PolicyTopic],
                [
                    .. invalid.Errors.Select(error => new PreflightFinding(
                        PolicyTopic, Severity.Error, $"The policy is not valid: {error}",
                        "Mend that field; nothing else was looked at.")),
                ]),
            PolicyReading.Valid { Policy: var policy } => Of(
            [
                .. policy.People.SelectMany(person => PreflightPeople.Reachable(person, facts)),
                .. EmptyLevels(policy),
                .. Unknown(policy, overrides, now),
                .. PreflightRota.Of(policy, overrides, now),
            ]),
            _ => throw new System.Diagnostics.UnreachableException($"{reading} is no reading."),
        };

    static PreflightReport Of(IReadOnlyList<(string Topic, PreflightFinding? Found)> asked) => new(
        [.. asked.Select(one => one.Topic)], [.. asked.Select(one => one.Found).OfType<PreflightFinding>()]);

    static IEnumerable<(string, PreflightFinding?)> EmptyLevels(OnCallPolicy policy) => policy.Escalation
        .Where(step => step.Role is not (EscalationRole.Primary or EscalationRole.Secondary))
        .Select(step => ($"level-{step.Role.Spoken()}", step))
        .Select(level => (level.Item1, level.step.Person is not null ? null : new PreflightFinding(
            level.Item1, Severity.Warning, $"Nobody stands as {level.step.Role.Spoken()}: the level is skipped.",
            "Name a person for it under escalation in the policy.")));

    // The parts of a swap share a number.
    static IEnumerable<(string, PreflightFinding?)> Unknown(
        OnCallPolicy policy, IReadOnlyList<Override> overrides, DateTimeOffset now) =>
        overrides.GroupBy(one => one.Number).Select(parts =>
        {
            var topic = $"override-{parts.Key}";
            return (topic, parts.FirstOrDefault(one => one.To > now && !policy.Knows(one.Person)) is not { } unknown
                ? null
                : new PreflightFinding(
                    topic, Severity.Error,
                    $"Override {unknown.Number} names '{unknown.Person}', whom the policy does not know any more: "
                    + "the rotation counts instead.",
                    $"Remove override {unknown.Number}, or put '{unknown.Person}' back into people."));
        });
}
