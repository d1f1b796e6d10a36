using OnCall.Core.Orgs;
using OnCall.Engine.Reconcile;

namespace OnCall.Engine.Handovers;

/// <summary>
/// "Customer orgs with active allow_platform_impersonation = false — these cannot be entered to help during the
/// week without Owner action."
/// </summary>
public interface IClosedOrgs
{
    /// <summary>Where a person finds all of them; null when nobody shows them.</summary>
    Uri? WholeList { get; }

    /// <summary>By name. Never throws for what the neighbour answered or for one that cannot be reached.</summary>
    Task<Listing<Org>> ReadAsync(CancellationToken cancellation);
}
