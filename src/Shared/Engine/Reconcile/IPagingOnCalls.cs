using OnCall.Core.Rotation;

namespace OnCall.Engine.Reconcile;

/// <summary>Whom the pager would page now, asked level by level of our escalation policy.</summary>
public interface IPagingOnCalls
{
    /// <summary>All of every level: several people can stand on one.</summary>
    Task<Listing<PagerDutyOnCall>> ReadAsync(CancellationToken cancellation);
}
