using OnCall.Core.Incidents;
using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>What must always hold of an incident.</summary>
static class IncidentInvariants
{
    public static IEnumerable<string> Check(World world, PagedIncident incident)
    {
        var stream = new IncidentStream(world, incident);
        return
        [
            .. EventsHappenOnce(stream),
            .. DeadlinesAreKept(world, stream),
            .. Invariants.EffectsAreDoneOnceAndInOrder(world, stream),
            .. NotesAreWrittenOnce(stream),
            .. PagesAreRight(world, stream),
            .. Invariants.EverythingIsExplained(stream),
        ];
    }

    // 2: the same input changes a stream once.
    static IEnumerable<string> EventsHappenOnce(IncidentStream stream)
    {
        foreach (var kind in stream.Events.GroupBy(e => e.GetType()).Where(kind => kind.Count() > 1))
            if (kind.Key == typeof(IncidentEvent.Raised) || kind.Key == typeof(IncidentEvent.Resolved))
                yield return $"{stream.Process}: {kind.Key.Name} happened {kind.Count()} times.";
        foreach (var level in stream.Events.OfType<IncidentEvent.Escalated>().GroupBy(e => e.Paged.Level).Where(l => l.Count() > 1))
            yield return $"{stream.Process}: level {level.Key} was escalated to {level.Count()} times.";
    }

    // 3: a deadline is acted on once, not early, not late, and not after the event that lifted it.
    static IEnumerable<string> DeadlinesAreKept(World world, IncidentStream stream)
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
                else if (Lateness.IsTooLate(world, deadline.Value, happened.At, Part.Storage, Part.Bus))
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

    // 4: a person sees it once.
    static IEnumerable<string> NotesAreWrittenOnce(IncidentStream stream)
    {
        foreach (var twice in stream.Incident.Notes.GroupBy(note => note).Where(same => same.Count() > 1))
            yield return $"{stream.Process}: PagerDuty has the note {twice.Key} {twice.Count()} times.";
    }

    // 5 and 6: nobody is paged twice, late because of somebody else, or after an answer that PagerDuty knew of.
    static IEnumerable<string> PagesAreRight(World world, IncidentStream stream)
    {
        var pages = stream.Incident.Pages;
        foreach (var twice in pages.GroupBy(page => page.Level).Where(same => same.Count() > 1))
            yield return $"{stream.Process}: level {twice.Key} was paged {twice.Count()} times.";
        foreach (var (level, at, lookedAt) in pages)
        {
            if (stream.Events.OfType<IncidentEvent.Escalated>().FirstOrDefault(e => e.Paged.Level == level) is not { } why)
                yield return $"{stream.Process}: level {level} was paged without an event.";
            else if (Lateness.IsTooLate(world, why.At, at, Part.Storage, Part.Bus, Part.PagerDuty))
                yield return $"{stream.Process}: level {level} was paged {at - why.At} after it was decided.";
            if (lookedAt is null)
                yield return $"{stream.Process}: level {level} was paged without looking whether somebody had answered.";
        }
    }

    sealed class IncidentStream(World world, PagedIncident incident)
        : StoredStream<IncidentEvent>(world, ProcessId.Of("incident", incident.Id.Value), World.Codec.ReadEvent)
    {
        public PagedIncident Incident => incident;
    }
}
