using OnCall.Core.Incidents;
using OnCall.Core.Policy;

namespace OnCall.Core.Rotation;

/// <summary>One entry of PagerDuty's on-calls for our escalation policy. A level can have several.</summary>
/// <param name="Level">1 is the primary's.</param>
/// <param name="User">PagerDuty's id.</param>
/// <param name="Start">Null for somebody who always is.</param>
/// <param name="End">Null for somebody who always will be.</param>
public sealed record PagerDutyOnCall(int Level, string User, string Name, DateTimeOffset? Start, DateTimeOffset? End)
{
    public bool Holds(DateTimeOffset instant) => !(Start > instant) && !(End <= instant);
}

/// <summary>Says the same as long as the same is wrong, so that it can be announced once.</summary>
/// <param name="Mend">What to do about it, and where: the policy's <c>rotation.source</c> says who is right.</param>
public sealed record OnCallDifference(int Level, string Sentence, string Mend);

/// <summary>Whom PagerDuty pages, against who is on call here.</summary>
public static class PagerDutyComparison
{
    /// <summary>Empty when both agree: on each level the same one person, or on both sides nobody.</summary>
    public static IReadOnlyList<OnCallDifference> Of(
        OnCallPolicy policy, EscalationChain chain, IReadOnlyList<PagerDutyOnCall> entries, DateTimeOffset instant)
    {
        var theirs = entries.Where(entry => entry.Holds(instant)).ToLookup(entry => entry.Level);
        var ours = Enumerable.Range(1, chain.Levels)
            .Select(level => Compare(policy, level, chain.RoleAt(level), chain.ResponderAt(level, instant), theirs[level]));
        var beyond = theirs.Where(level => level.Key < 1 || level.Key > chain.Levels).OrderBy(level => level.Key)
            .Select(level => Beyond(policy, level.Key, level));
        return [.. ours.OfType<OnCallDifference>(), .. beyond];
    }

    static OnCallDifference? Compare(
        OnCallPolicy policy, int level, EscalationRole role, Responder? ours, IEnumerable<PagerDutyOnCall> entries)
    {
        var theirs = Distinct(entries);
        var here = $"level {level} ({role.Spoken()})";
        var others = theirs.Where(entry => entry.User != ours?.Person.PagerDuty).ToList();
        var mend = Mend(policy, level, role, ours);
        return (ours, theirs.Count, others.Count) switch
        {
            (null, 0, _) or (not null, 1, 0) => null,
            (null, _, _) => new(level,
                $"PagerDuty pages {Names(policy, theirs)} on {here}, where nobody stands here.", mend),
            (_, 0, _) => new(level,
                $"PagerDuty pages nobody on {here}, where {ours.Person.Name} stands here.", mend),
            (_, var all, var wrong) when wrong < all => new(level,
                $"PagerDuty pages {Names(policy, others)} on {here} besides {ours.Person.Name}.", mend),
            _ => new(level,
                $"PagerDuty pages {Names(policy, theirs)} on {here}, where {ours.Person.Name} stands here.", mend),
        };
    }

    static OnCallDifference Beyond(OnCallPolicy policy, int level, IEnumerable<PagerDutyOnCall> entries) => new(level,
        $"PagerDuty pages {Names(policy, Distinct(entries))} on level {level}, which the policy's chain does not have.",
        policy.Rotation.Source == RotationSource.OnCall
            ? $"This file leads: remove level {level} from PagerDuty's escalation policy."
            : "PagerDuty leads: add the level to escalation in the policy.");

    static string Mend(OnCallPolicy policy, int level, EscalationRole role, Responder? ours)
    {
        var rotates = role is EscalationRole.Primary or EscalationRole.Secondary;
        return (policy.Rotation.Source, rotates, ours) switch
        {
            (RotationSource.OnCall, _, null) => $"This file leads: take everybody off level {level} in PagerDuty.",
            (RotationSource.OnCall, _, _) =>
                $"This file leads: make {ours.Person.Name} ({ours.Person.PagerDuty}) "
                + $"the only one on level {level} in PagerDuty.",
            (_, true, _) => "PagerDuty leads: set an override or a swap here, or mend rotation.order in the policy.",
            _ => $"PagerDuty leads: mend the person of level {level} in the policy's escalation.",
        };
    }

    static List<PagerDutyOnCall> Distinct(IEnumerable<PagerDutyOnCall> entries) =>
        [.. entries.DistinctBy(entry => entry.User).OrderBy(entry => entry.User, StringComparer.Ordinal)];

    static string Names(OnCallPolicy policy, IEnumerable<PagerDutyOnCall> entries) => string.Join(" and ", entries.Select(
        entry => policy.People.FirstOrDefault(person => person.PagerDuty == entry.User)?.Name
            ?? $"{entry.Name} ({entry.User}, not in the policy)"));
}
