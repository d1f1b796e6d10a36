using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using OnCall.Core.Archive;
using OnCall.Core.Effects;
using OnCall.Engine.Outbox;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Archive;

/// <summary>Knows which incidents were closed last: the incidents' own effects are delivered here.</summary>
public sealed class ArchiveDesk(
    ProcessRunner<IncidentArchive, ArchiveCommand, ArchiveEvent> archive,
    StreamCodec<IncidentArchive, ArchiveEvent> codec,
    IStreamStore store,
    TimeProvider clock) : INeighbour
{
    public Lane Lane => Lane.Archive;

    /// <summary>From storage: what could not be read is an exception and not "none".</summary>
    public async Task<IncidentArchive> ReadAsync(CancellationToken cancellation) =>
        await store.ReadAsync(ProcessId.Of(archive.Kind, ArchiveDecider.TheOnlyId), cancellation) is { } found
            ? codec.ReadState(found.Head.State)
            : IncidentArchive.Empty;

    [SuppressMessage("Design", "CA1031", Justification =
        "The neighbour is our own storage: whatever keeps it from taking one, it is delivered again.")]
    public async Task<Delivery> PerformAsync(Letter letter, CancellationToken cancellation)
    {
        if (letter.Effect is not Effect.ArchiveIncident over)
            throw new UnreachableException($"The archive does not take {letter.Effect}.");
        try
        {
            // No input is kept: what is told again is known by its id.
            await archive.HandleAsync(
                ArchiveDecider.TheOnlyId, new ArchiveCommand.Keep(new ClosedIncident(over.Incident, over.At), clock.GetUtcNow()),
                inputs: [], cancellation);
            return new Delivery.Done("ok");
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return new Delivery.RetryLater($"The archive could not be stored: {e.Message}");
        }
    }
}
