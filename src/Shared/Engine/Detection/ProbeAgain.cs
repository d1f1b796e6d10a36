using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using OnCall.Core.Effects;
using OnCall.Engine.Outbox;

namespace OnCall.Engine.Detection;

/// <summary>Reads once more for a detector that cannot wait for the next probe.</summary>
public sealed class ProbeAgain(Prober prober) : INeighbour
{
    public Lane Lane => Lane.Probes;

    [SuppressMessage("Design", "CA1031", Justification =
        "Whatever keeps the reading from being stored, the next probe is due before it would be tried again.")]
    public async Task<Delivery> PerformAsync(Letter letter, CancellationToken cancellation)
    {
        if (letter.Effect is not Effect.AskAgain again)
            throw new UnreachableException($"No probe takes {letter.Effect}.");
        try
        {
            await prober.RunAsync(again.Detector, cancellation);
            return new Delivery.Done("read");
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return new Delivery.Done($"The reading could not be stored, the next probe makes it good: {e.Message}");
        }
    }
}
