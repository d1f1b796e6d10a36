using OnCall.Core.Incidents;
using OnCall.Core.Processes;
using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>What must always hold, looked for at the end of a week. Each failure begins with its process.</summary>
static class Invariants
{
    /// <summary>Retries after lost answers, wishes to slow down, late messages.</summary>
    static readonly TimeSpan LateAtMost = TimeSpan.FromMinutes(3);

    /// <summary>What a dead worker had claimed is free after its lease; a lost knock is made good by the sweep.</summary>
    static readonly TimeSpan LateForEachSetback = TimeSpan.FromSeconds(90);

    public static IEnumerable<string> Check(World world) => world.PagerDuty.Incidents
        .SelectMany(incident => OfIncident(world, new Stream(world, incident)))
        .Concat(InputsAreStored(world));

    static IEnumerable<string> OfIncident(World world, Stream stream) =>
    [
        .. EventsHappenOnce(stream),
        .. DeadlinesAreKept(world, stream),
        .. EffectsAreDoneOnceAndInOrder(world, stream),
        .. PagesAreRight(world, stream),
        .. EverythingIsExplained(stream),
    ];

    // 1: an input answered 2xx is in a stream.
    static IEnumerable<string> InputsAreStored(World world)
    {
        foreach (var (incident, input) in world.PagerDuty.Answered)
            if (world.Store.Truth.RememberAsync(
                ProcessId.Of("incident", incident.Value), [input], Reason.Over, world.Now, CancellationToken.None).Result)
                yield return $"incident-{incident}: {input} was answered 2xx and is not stored.";
    }

    // 2: the same input changes a stream once.
    static IEnumerable<string> EventsHappenOnce(Stream stream)
    {
        foreach (var kind in stream.Events.GroupBy(e => e.GetType()).Where(kind => kind.Count() > 1))
            if (kind.Key == typeof(IncidentEvent.Raised) || kind.Key == typeof(IncidentEvent.Resolved))
                yield return $"{stream.Process}: {kind.Key.Name} happened {kind.Count()} times.";
        foreach (var level in stream.Events.OfType<IncidentEvent.Escalated>().GroupBy(e => e.Paged.Level).Where(l => l.Count() > 1))
            yield return $"{stream.Process}: level {level.Key} was escalated to {level.Count()} times.";
    }

    // 3: a deadline is acted on once, not early, not late, and not after the event that lifted it.
    static IEnumerable<string> DeadlinesAreKept(World world, Stream stream)
    {
        DateTimeOffset? deadline = null;
        foreach (var happened in stream.Events)
        {
            if (happened is IncidentEvent.Escalated or IncidentEvent.ChainExhausted)
            {
                if (deadline is null)
                    yield return $"{stream.Process}: {happened.GetType().Name} although no deadline stood.";
                else if (happened.At < deadline)
                    yield return $"{stream.Process}: {happened.GetType().Name} at {happened.At:O}, before {deadline:O}.";
                else if (happened.At - deadline > LateAtMost + Setbacks(world, deadline.Value, happened.At)
                    && !world.Outages.AnyBetween(deadline.Value - LateAtMost, happened.At, Part.Storage, Part.Bus))
                    yield return $"{stream.Process}: {happened.GetType().Name} {happened.At - deadline} late.";
            }

            deadline = happened switch
            {
                IncidentEvent.Raised e => e.AckBy,
                IncidentEvent.Escalated e => e.AckBy,
                IncidentEvent.LevelSkipped or IncidentEvent.PageRefused => deadline,
                _ => null,
            };
        }

        if (deadline is not null)
            yield return $"{stream.Process}: the deadline {deadline:O} was never acted on.";
    }

    // 4: an effect of a committed event is performed; a person sees it once; order holds within a lane.
    static IEnumerable<string> EffectsAreDoneOnceAndInOrder(World world, Stream stream)
    {
        foreach (var effect in stream.Effects.Where(effect => effect.Status != EffectStatus.Done))
            yield return $"{stream.Process}: {effect.Id} {effect.Effect.GetType().Name} is {effect.Status}.";

        var seen = world.Slack.Messages.Where(message => message.Id.Process == stream.Process).ToList();
        foreach (var twice in seen.GroupBy(message => message.Id).Where(same => same.Count() > 1))
            yield return $"{stream.Process}: people saw {twice.Key} {twice.Count()} times.";
        if (!IsInOrder([.. seen.Select(message => message.Id)]))
            yield return $"{stream.Process}: messages came out of order.";
        if (seen.Exists(message => !message.Effect.OpensThread && message.Thread is null))
            yield return $"{stream.Process}: a reply was posted outside the thread.";
        foreach (var twice in stream.Incident.Notes.GroupBy(note => note).Where(same => same.Count() > 1))
            yield return $"{stream.Process}: PagerDuty has the note {twice.Key} {twice.Count()} times.";
    }

    // 5 and 6: nobody is paged twice, late because of somebody else, or after an answer that PagerDuty knew of.
    static IEnumerable<string> PagesAreRight(World world, Stream stream)
    {
        var pages = stream.Incident.Pages;
        foreach (var twice in pages.GroupBy(page => page.Level).Where(same => same.Count() > 1))
            yield return $"{stream.Process}: level {twice.Key} was paged {twice.Count()} times.";
        foreach (var (level, at, lookedAt) in pages)
        {
            if (stream.Events.OfType<IncidentEvent.Escalated>().FirstOrDefault(e => e.Paged.Level == level) is not { } why)
                yield return $"{stream.Process}: level {level} was paged without an event.";
            else if (at - why.At > LateAtMost + Setbacks(world, why.At, at)
                && !world.Outages.AnyBetween(why.At - LateAtMost, at, Part.Storage, Part.Bus, Part.PagerDuty))
                yield return $"{stream.Process}: level {level} was paged {at - why.At} after it was decided.";
            if (lookedAt is null)
                yield return $"{stream.Process}: level {level} was paged without looking whether somebody had answered.";
        }
    }

    // 9: every effect is explained by an event of its step, with its rule, time and actor.
    static IEnumerable<string> EverythingIsExplained(Stream stream)
    {
        foreach (var effect in stream.Effects)
            if (!stream.Rows.Any(row => row.Version == effect.Id.Version && row.Why is { Rule: not null, By: not null }))
                yield return $"{stream.Process}: nothing explains {effect.Id}.";
    }

    static TimeSpan Setbacks(World world, DateTimeOffset from, DateTimeOffset to) =>
        world.SetbacksBetween(from - LateForEachSetback, to) * LateForEachSetback;

    static bool IsInOrder(IReadOnlyList<EffectId> ids) =>
        ids.Zip(ids.Skip(1)).All(pair => (pair.First.Version, pair.First.Index).CompareTo((pair.Second.Version, pair.Second.Index)) <= 0);

    /// <summary>What is really stored of an incident.</summary>
    sealed class Stream(World world, PagedIncident incident)
    {
        public PagedIncident Incident => incident;

        public ProcessId Process { get; } = ProcessId.Of("incident", incident.Id.Value);

        public IReadOnlyList<EventRow> Rows => _rows ??= world.Store.Truth.ReadEventsAsync(Process, default).Result;

        public IReadOnlyList<IncidentEvent> Events => _events ??= [.. Rows.Select(row => World.Codec.ReadEvent(row.Json))];

        public IReadOnlyList<EffectRow> Effects => _effects ??= world.Store.Truth.ReadEffectsAsync(Process, default).Result;

        IReadOnlyList<EventRow>? _rows;
        IReadOnlyList<IncidentEvent>? _events;
        IReadOnlyList<EffectRow>? _effects;
    }
}
