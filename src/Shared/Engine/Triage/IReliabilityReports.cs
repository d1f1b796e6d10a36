using OnCall.Core.Triage;
using OnCall.Engine.Reconcile;

namespace OnCall.Engine.Triage;

/// <summary>"Check the reliability-report directory. Any recent soak fails? … most recent file first."</summary>
public interface IReliabilityReports
{
    /// <summary>Where a person finds all of them; null when the policy names no folder.</summary>
    Uri? WholeList { get; }

    /// <summary>
    /// The newest few, newest first. One that cannot be read stands there all the same, and says so. Never throws for what the
    /// neighbour answered or for one that cannot be reached.
    /// </summary>
    Task<Listing<ReliabilityReport>> ReadAsync(CancellationToken cancellation);
}
