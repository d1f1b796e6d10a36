using OnCall.Core.Deploys;
using OnCall.Engine.Reconcile;

namespace OnCall.Engine.Handovers;

/// <summary>What stands in the environments of the policy, or is on its way there.</summary>
public interface IDeploys
{
    /// <summary>Where a person finds all of them; null when nobody shows them.</summary>
    Uri? WholeList { get; }

    /// <summary>Newest first. Never throws for what the neighbour answered or for one that cannot be reached.</summary>
    Task<Listing<Deploy>> ReadAsync(CancellationToken cancellation);
}
