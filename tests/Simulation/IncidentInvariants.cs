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
            .. NobodyIsPestered(stream),
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
        if (stream.Events.SkipWhile(e => e is not (IncidentEvent.Resolved or IncidentEvent.ResolvedUnseen)).Skip(1).FirstOrDefault() is { } after)
            yield return $"{stream.Process}: {after.GetType().Name} happened after the end.";

        // Whoever answered may be asked for again, and when nobody did, everybody may.
        var paged = new HashSet<int>();
        foreach (var happened in stream.Events)
        {
            if (LevelOf(happened) is { } level && !paged.Add(level))
                yield return $"{stream.Process}: level {level} was paged twice without an answer in between.";
            if (happened is IncidentEvent.Acknowledged or IncidentEvent.ChainExhausted or IncidentEvent.HelpNotFound)
                paged.Clear();
        }
    }

    // 3: a deadline is acted on once, not early, not late, and not after the event that lifted it.
    static IEnumerable<string> DeadlinesAreKept(World world, IncidentStream stream)
    {
        DateTimeOffset? deadline = null;
        foreach (var happened in stream.Events)
        {
            // Help that is looked for in vain while somebody has it is nobody's deadline.
            if (happened is IncidentEvent.Escalated or IncidentEvent.ChainExhausted || (happened is IncidentEvent.HelpNotFound && deadline is not null))
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
                IncidentEvent.PagedUp e => e.AckBy,
                IncidentEvent.Acknowledged or IncidentEvent.Resolved or IncidentEvent.ResolvedUnseen
                    or IncidentEvent.ChainExhausted or IncidentEvent.HelpNotFound => null,
                _ => deadline,
            };
        }

        if (deadline is not null)
            yield return $"{stream.Process}: the deadline {deadline:O} was never acted on.";
    }

    // 3: however late a clock comes, reminders are not made up for.
    static IEnumerable<string> NobodyIsPestered(IncidentStream stream)
    {
        var reminders = stream.Events.OfType<IncidentEvent.CommsReminded>().ToList();
        foreach (var (first, second) in reminders.Zip(reminders.Skip(1)))
            if (second.At < first.At + first.SnoozeFor - Skew)
                yield return $"{stream.Process}: reminded at {first.At:O} and again at {second.At:O}.";
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
        var decided = stream.Events.Where(happened => LevelOf(happened) is not null).ToList();
        foreach (var level in pages.GroupBy(page => page.Level))
            if (level.Count() > decided.Count(happened => LevelOf(happened) == level.Key))
                yield return $"{stream.Process}: level {level.Key} was paged {level.Count()} times.";
        foreach (var (level, at, lookedAt) in pages)
        {
            if (decided.LastOrDefault(happened => LevelOf(happened) == level && happened.At <= at + Skew) is not { } why)
                yield return $"{stream.Process}: level {level} was paged without an event.";
            else if (Lateness.IsTooLate(world, why.At, at, Part.Storage, Part.Bus, Part.PagerDuty))
                yield return $"{stream.Process}: level {level} was paged {at - why.At} after it was decided.";
            if (lookedAt is null)
                yield return $"{stream.Process}: level {level} was paged without looking whether somebody had answered.";
        }
    }

    static int? LevelOf(IncidentEvent happened) => happened switch
    {
        IncidentEvent.Escalated e => e.Paged.Level,
        IncidentEvent.PagedUp e => e.Paged.Level,
        _ => null,
    };

    // Workers' clocks differ.
    static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);

    sealed class IncidentStream(World world, PagedIncident incident)
        : StoredStream<IncidentEvent>(world, ProcessId.Of("incident", incident.Id.Value), World.Codec.ReadEvent)
    {
        public PagedIncident Incident => incident;
    }
}
