using OnCall.Core.Policy;
using OnCall.Core.Postmortems;
using OnCall.Engine.Handovers;
using OnCall.Engine.Incidents;
using OnCall.Engine.Reconcile;
using OnCall.Engine.Triage;

namespace OnCall.Engine.Postmortems;

/// <summary>Makes the draft of a postmortem: from the incident's record, and from what was deployed around it.</summary>
public sealed class PostmortemDrafter(
    OnCallPolicy policy, StoredIncidents incidents, IRecentDeploys deploys, IRecentCommits commits, DraftLimit limits, TimeProvider clock)
{
    readonly PostmortemText _text = new(policy);

    /// <summary>Null for an incident that was never heard of.</summary>
    public async Task<PostmortemDraft?> DraftAsync(string incident, CancellationToken cancellation)
    {
        if (await incidents.FindAsync(incident, cancellation) is not { } record)
            return null;
        var (from, until) = (record.StartedAt - policy.Triage.LookBack, record.End?.At ?? clock.GetUtcNow());
        // All beside one another, within one limit: what does not answer takes nothing with it.
        var read = await Task.WhenAll(policy.Deploys.Repositories.Select(repository => ReadAsync(repository, from, cancellation)));
        return _text.Draft(record, DeploysInWindow.Of(from, until, read));
    }

    async Task<RepositoryChanges> ReadAsync(string repository, DateTimeOffset since, CancellationToken cancellation)
    {
        var deployed = WithinLimitAsync(stop => deploys.ReadAsync(repository, since, stop), cancellation);
        var committed = WithinLimitAsync(stop => commits.ReadAsync(repository, since, stop), cancellation);
        return new RepositoryChanges(repository, await deployed, await committed);
    }

    async Task<Changes<T>> WithinLimitAsync<T>(
        Func<CancellationToken, Task<Listing<T>>> read, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(DraftLimit.ReadWithin, limits.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return await read(either.Token) switch
            {
                Listing<T>.Read found => new Changes<T>.Read(found.Items),
                Listing<T>.NotRead unread => new Changes<T>.NotRead(unread.Why),
                var other => throw new System.Diagnostics.UnreachableException($"Nothing was read in {other}."),
            };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Changes<T>.NotRead("GitHub did not answer in time.");
        }
    }
}
