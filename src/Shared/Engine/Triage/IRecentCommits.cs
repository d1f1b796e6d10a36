using OnCall.Core.Triage;
using OnCall.Engine.Reconcile;

namespace OnCall.Engine.Triage;

/// <summary>"git log --since=24.hours on the cloud and gateway repos."</summary>
public interface IRecentCommits
{
    /// <summary>
    /// Newest first, the newest few hundred at most. Never throws for what the neighbour answered or for one that cannot be
    /// reached.
    /// </summary>
    /// <param name="repository">One of those under deploys in the policy: "owner/name". Each is asked for itself, so that one
    /// that cannot be read does not take the others with it.</param>
    Task<Listing<RecentCommit>> ReadAsync(string repository, DateTimeOffset since, CancellationToken cancellation);
}
