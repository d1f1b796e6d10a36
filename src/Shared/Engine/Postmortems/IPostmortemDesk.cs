using OnCall.Core.Postmortems;
using OnCall.Engine.Outbox;

namespace OnCall.Engine.Postmortems;

/// <summary>Takes postmortem drafts to where the team writes them.</summary>
public interface IPostmortemDesk
{
    /// <summary>
    /// Opens a pull request that adds the draft. However often it is asked, there is one for an incident: what an earlier
    /// attempt left is found and gone on with, and a postmortem that people have begun themselves is left alone. Never throws
    /// for what the neighbour answered or for one that cannot be reached.
    /// </summary>
    /// <returns><see cref="Delivery.Done"/> with the address where people read it as its receipt.</returns>
    Task<Delivery> OfferAsync(PostmortemDraft draft, CancellationToken cancellation);
}
