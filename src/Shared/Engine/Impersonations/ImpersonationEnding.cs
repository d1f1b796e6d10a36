using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using OnCall.Core.Effects;
using OnCall.Engine.Outbox;

namespace OnCall.Engine.Impersonations;

/// <summary>Ends impersonations before their time: with the product, and in our book, so that who uses one then is a stranger.</summary>
public sealed class ImpersonationEnding(IImpersonations product, GrantDesk grants) : INeighbour
{
    public Lane Lane => Lane.NovaVms;

    [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps our own storage from writing it down, it is done again.")]
    public async Task<Delivery> PerformAsync(Letter letter, CancellationToken cancellation)
    {
        if (letter.Effect is not Effect.EndImpersonation end)
            throw new UnreachableException($"NovaVMS is not told {letter.Effect}.");
        var ended = await product.EndAsync(end.Impersonation.Grant, cancellation);
        if (ended is not Delivery.Done)
            return ended;
        try
        {
            await grants.EndAsync(end.Impersonation.Grant, end.By, cancellation);
            return ended;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return new Delivery.RetryLater($"That it ended could not be stored: {e.Message}");
        }
    }
}
