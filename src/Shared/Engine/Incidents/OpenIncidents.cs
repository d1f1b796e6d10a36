using OnCall.Core.Incidents;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Incidents;

/// <summary>The incidents that are open by our own record, with the threads in which they are worked on.</summary>
public sealed class OpenIncidents(
    ProcessRunner<Incident, IncidentCommand, IncidentEvent> incidents,
    StreamCodec<Incident, IncidentEvent> codec,
    IStreamStore store)
{
    /// <summary>More are not looked at: whoever sees so many looks into PagerDuty.</summary>
    public const int MaxLooks = 100;

    /// <summary>The longest open first.</summary>
    public async Task<IReadOnlyList<StoredIncident>> ReadAsync(CancellationToken cancellation)
    {
        var listed = new List<ProcessId>();
        await foreach (var open in store.OpenProcessesAsync(cancellation))
            if (open.Process.Kind == incidents.Kind && listed.Count < MaxLooks)
                listed.Add(open.Process);

        var found = await Task.WhenAll(listed.Select(process => store.ReadAsync(process, cancellation)));
        return [.. found.OfType<Snapshot>().Select(Open).OfType<StoredIncident>().OrderBy(incident => incident.Page.StartedAt)];
    }

    StoredIncident? Open(Snapshot found) => codec.ReadState(found.Head.State) switch
    {
        Incident.Paging paging => new StoredIncident(paging.Page, found.Thread, paging),
        Incident.Unanswered unanswered => new StoredIncident(unanswered.Page, found.Thread, unanswered),
        Incident.Acknowledged acknowledged => new StoredIncident(acknowledged.Page, found.Thread, acknowledged),
        _ => null,
    };
}

/// <param name="Thread">The receipt of its declaration; null while it is not posted.</param>
public sealed record StoredIncident(Page Page, string? Thread, Incident State);
