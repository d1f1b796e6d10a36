using System.Collections.Concurrent;
using OnCall.Core.Policy;

namespace OnCall.LocalHost.PagerDuty;

/// <summary>
/// Who stands on which level of the simulated PagerDuty's escalation policy: whom the policy says, until somebody
/// changes it there.
/// </summary>
public sealed class SimulatedOnCalls(int levels, Func<int, Person?> personAt)
{
    readonly ConcurrentDictionary<int, IReadOnlyList<SimulatedOnCall>> _changed = [];

    /// <summary>From now on these and nobody else; also on a level that the policy does not have.</summary>
    public void Put(int level, params IEnumerable<Person> people) =>
        _changed[level] = [.. people.Select(person => new SimulatedOnCall(level, person))];

    /// <summary>As a schedule does, which names start and end.</summary>
    public void PutFor(int level, Person person, DateTimeOffset start, DateTimeOffset end) =>
        _changed[level] = [new SimulatedOnCall(level, person, start, end)];

    /// <summary>As the policy says again.</summary>
    public void Restore() => _changed.Clear();

    internal IEnumerable<SimulatedOnCall> All =>
        Enumerable.Range(1, Math.Max(levels, _changed.Keys.DefaultIfEmpty().Max())).SelectMany(On);

    /// <summary>Whom an incident on this level pages; null when nobody stands there.</summary>
    internal Person? FirstOn(int level) => On(level) is [var first, ..] ? first.Person : null;

    IReadOnlyList<SimulatedOnCall> On(int level) =>
        _changed.TryGetValue(level, out var people) ? people
        : personAt(level) is { } person ? [new SimulatedOnCall(level, person)]
        : [];
}

/// <param name="Start">Null for somebody who always is.</param>
/// <param name="End">Null for somebody who always will be.</param>
public sealed record SimulatedOnCall(int Level, Person Person, DateTimeOffset? Start = null, DateTimeOffset? End = null);
