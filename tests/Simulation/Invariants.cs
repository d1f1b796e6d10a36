using OnCall.Core.Processes;
using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>
/// What must always hold, looked for at the end of a world: of all processes here, of each kind in a file of its own.
/// Each failure begins with its process.
/// </summary>
static class Invariants
{
    /// <summary>What was decided just before the end is on its way.</summary>
    static readonly TimeSpan OnItsWay = TimeSpan.FromMinutes(10);

    public static IEnumerable<string> Check(World world) =>
    [
        .. world.Failures,
        .. world.PagerDuty.Incidents.SelectMany(incident => IncidentInvariants.Check(world, incident)),
        .. world.Handovers.SelectMany(at => HandoverInvariants.Check(world, at)),
        .. InputsAreStored(world),
    ];

    // 1: an input answered 2xx is in a stream.
    static IEnumerable<string> InputsAreStored(World world)
    {
        foreach (var (process, input) in world.Answered)
            if (world.Store.Truth.RememberAsync(process, [input], Reason.Over, world.Now, CancellationToken.None).Result)
                yield return $"{process}: {input} was answered 2xx and is not stored.";
    }

    // 4: an effect of a committed event is performed; a person sees it once; order holds within a lane.
    public static IEnumerable<string> EffectsAreDoneOnceAndInOrder(World world, StoredStream stream)
    {
        foreach (var effect in stream.Effects.Where(effect => effect.Status == EffectStatus.Open
            || (effect.Status == EffectStatus.GivenUp && effect.Answer != SimulatedSlack.Refusal)))
            if (effect.CreatedAt < world.Span.End - OnItsWay)
                yield return $"{stream.Process}: {effect.Id} {effect.Effect.GetType().Name} is {effect.Status}.";

        var seen = world.Slack.MessagesOf(stream.Process);
        foreach (var twice in seen.GroupBy(message => message.Id).Where(same => same.Count() > 1))
            yield return $"{stream.Process}: people saw {twice.Key} {twice.Count()} times.";
        if (!IsInOrder([.. seen.Select(message => message.Id)]))
            yield return $"{stream.Process}: messages came out of order.";
        var thread = seen.FirstOrDefault(message => message.Effect.OpensThread)?.Id;
        var inNoThread = seen.Where(message => message is { Thread: null, Effect: { OpensThread: false, Directly: null } });
        foreach (var message in inNoThread)
            if (thread is { } opened && opened.Version < message.Id.Version)
                yield return $"{stream.Process}: {message.Id} was posted outside the thread.";
    }

    // 9: every effect is explained by an event of its step, with its rule, time and actor.
    public static IEnumerable<string> EverythingIsExplained(StoredStream stream)
    {
        foreach (var effect in stream.Effects)
            if (!stream.Rows.Any(row => row.Version == effect.Id.Version && row.Why is { Rule: not null, By: not null }))
                yield return $"{stream.Process}: nothing explains {effect.Id}.";
    }

    static bool IsInOrder(IReadOnlyList<EffectId> ids) =>
        ids.Zip(ids.Skip(1)).All(pair => (pair.First.Version, pair.First.Index).CompareTo((pair.Second.Version, pair.Second.Index)) <= 0);
}
