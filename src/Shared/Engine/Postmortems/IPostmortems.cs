using OnCall.Core.Postmortems;
using OnCall.Engine.Reconcile;

namespace OnCall.Engine.Postmortems;

/// <summary>The postmortems that are written already, drafts included.</summary>
public interface IPostmortems
{
    /// <summary>
    /// None where the policy names no folder: then nobody is asked. Never throws for what the neighbour answered or for
    /// one that cannot be reached.
    /// </summary>
    Task<Listing<Postmortem>> ReadAsync(CancellationToken cancellation);
}
