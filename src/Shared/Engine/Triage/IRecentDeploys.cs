using OnCall.Core.Triage;
using OnCall.Engine.Reconcile;

namespace OnCall.Engine.Triage;

/// <summary>"Check recent deploys": in every environment, production included.</summary>
public interface IRecentDeploys
{
    /// <summary>
    /// By when they went live or, where they did not, were started; newest first. Never throws for what the neighbour answered
    /// or for one that cannot be reached.
    /// </summary>
    /// <param name="repository">One of those under deploys in the policy: "owner/name".</param>
    Task<Listing<RecentDeploy>> ReadAsync(string repository, DateTimeOffset since, CancellationToken cancellation);
}
