using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using OnCall.Core.Effects;
using OnCall.Engine.Outbox;

namespace OnCall.Engine.Postmortems;

/// <summary>Has the postmortem of an incident that is over drafted, and takes it to where the team writes them.</summary>
public sealed class PostmortemOffice(PostmortemDrafter drafter, IPostmortemDesk desk) : INeighbour
{
    public Lane Lane => Lane.GitHub;

    [SuppressMessage("Design", "CA1031", Justification =
        "What is drafted from is our own storage: whatever keeps it from being read, it is tried again.")]
    public async Task<Delivery> PerformAsync(Letter letter, CancellationToken cancellation)
    {
        if (letter.Effect is not Effect.OfferPostmortem offer)
            throw new UnreachableException($"Nobody offers {letter.Effect}.");
        try
        {
            return await drafter.DraftAsync(offer.Page.Incident.Value, cancellation) is { } draft
                ? await desk.OfferAsync(draft, cancellation)
                : new Delivery.GiveUp("The incident's record is empty.");
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return new Delivery.RetryLater($"The incident's record could not be read: {e.Message}");
        }
    }
}
