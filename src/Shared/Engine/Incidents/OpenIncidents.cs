using OnCall.Core.Incidents;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Incidents;

/// <summary>
/// Finds incidents by their threads, among those that are open: there are few of them, and what people write elsewhere is
/// nobody's business here.
/// </summary>
public sealed class OpenIncidents(IStreamStore store, StreamCodec<Incident, IncidentEvent> codec)
{
    /// <summary>More are not looked through for one message.</summary>
    const int MaxOpen = 50;

    /// <param name="thread">The receipt of the message that opened it.</param>
    /// <returns>PagerDuty's id; null when none of the open incidents stands there.</returns>
    public async Task<IncidentId?> FindAsync(string thread, CancellationToken cancellation) =>
        (await ListAsync(cancellation)).FirstOrDefault(open => open.Thread == thread)?.Incident;

    /// <summary>Those that were declared and are not over.</summary>
    public async Task<IReadOnlyList<OpenThread>> ListAsync(CancellationToken cancellation)
    {
        var open = new List<OpenThread>();
        await foreach (var listed in store.OpenProcessesAsync(cancellation))
            if (listed.Process.Kind == IncidentDecider.KindName && open.Count < MaxOpen
                && await store.ReadAsync(listed.Process, cancellation) is { Head.IsOver: false, Thread: { } thread } found
                && codec.ReadState(found.Head.State) is Incident.Open { Page.Incident: var incident })
                open.Add(new OpenThread(incident, thread));
        return open;
    }
}

/// <param name="Thread">The receipt of the declaration.</param>
public sealed record OpenThread(IncidentId Incident, string Thread);
