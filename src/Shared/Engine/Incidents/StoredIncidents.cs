using OnCall.Core.Incidents;
using OnCall.Core.Postmortems;
using OnCall.Core.Processes;
using OnCall.Engine.Archive;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Incidents;

/// <summary>Incidents that are open, those that were closed last, and any by its id, with all that happened to it.</summary>
public sealed class StoredIncidents(
    IStreamStore store,
    StreamCodec<Incident, IncidentEvent> codec,
    Decider<Incident, IncidentCommand, IncidentEvent> rules,
    OpenIncidents open,
    ArchiveDesk archive) : IClosedIncidents
{
    /// <summary>Of those that were closed, so many are listed; older ones are found by their id.</summary>
    public const int MaxClosed = 20;

    /// <summary>The longest open first.</summary>
    public Task<IReadOnlyList<StoredIncident>> ReadOpenAsync(CancellationToken cancellation) => open.ReadAsync(cancellation);

    public async Task<IReadOnlyList<IncidentEnd>> ReadClosedAsync(CancellationToken cancellation)
    {
        var latest = (await archive.ReadAsync(cancellation)).Closed.Reverse().Take(MaxClosed);
        var found = await Task.WhenAll(latest.Select(one => store.ReadAsync(ProcessOf(one.Incident.Value), cancellation)));
        return [.. found.OfType<Snapshot>()
            .Select(one => (codec.ReadState(one.Head.State) as Incident.Resolved)?.End).OfType<IncidentEnd>()];
    }

    /// <summary>Null for an incident that was never heard of.</summary>
    public async Task<IncidentRecord?> FindAsync(string id, CancellationToken cancellation)
    {
        var rows = await store.ReadEventsAsync(ProcessOf(id), cancellation);
        return IncidentRecord.Of([.. rows.Select(row => new RecordedEvent(codec.ReadEvent(row.Json), row.Why))], rules);
    }

    static ProcessId ProcessOf(string id) => ProcessId.Of(IncidentDecider.KindName, id);
}
