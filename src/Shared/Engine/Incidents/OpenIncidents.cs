using OnCall.Core.Incidents;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Incidents;

/// <summary>
/// The incidents that are open by our own record, with the threads in which they are worked on. There are few of them, so they are
/// looked through.
/// </summary>
public sealed class OpenIncidents(IStreamStore store, StreamCodec<Incident, IncidentEvent> codec)
{
    /// <summary>More are not looked at: whoever sees so many looks into PagerDuty.</summary>
    public const int MaxLooks = 100;

    /// <summary>The longest open first.</summary>
    public async Task<IReadOnlyList<StoredIncident>> ReadAsync(CancellationToken cancellation)
    {
        var listed = new List<ProcessId>();
        await foreach (var open in store.OpenProcessesAsync(cancellation))
            if (open.Process.Kind == IncidentDecider.KindName && listed.Count < MaxLooks)
                listed.Add(open.Process);

        var found = await Task.WhenAll(listed.Select(process => store.ReadAsync(process, cancellation)));
        return [.. found.OfType<Snapshot>().Select(Open).OfType<StoredIncident>().OrderBy(incident => incident.Page.StartedAt)];
    }

    /// <param name="thread">The receipt of the message that opened it.</param>
    /// <returns>PagerDuty's id; null when none of the open incidents stands there.</returns>
    public async Task<IncidentId?> FindAsync(string thread, CancellationToken cancellation) =>
        (await ReadAsync(cancellation)).FirstOrDefault(open => open.Thread == thread)?.Page.Incident;

    StoredIncident? Open(Snapshot found) => codec.ReadState(found.Head.State) is Incident.Open open
        ? new StoredIncident(open.Page, found.Thread, open)
        : null;
}

/// <param name="Thread">The receipt of its declaration; null while it is not posted.</param>
public sealed record StoredIncident(Page Page, string? Thread, Incident.Open State);
