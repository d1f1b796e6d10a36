using OnCall.Core.Policy;
using OnCall.Core.Triage;
using OnCall.Engine.Reconcile;

namespace OnCall.Engine.Triage;

/// <summary>What changed lately and how the last soaks went: one repository that cannot be read does not take the others with it.</summary>
public sealed class GitHubSources(IRecentDeploys deploys, IRecentCommits commits, IReliabilityReports reports, OnCallPolicy policy)
{
    IReadOnlyList<string> Repositories => policy.Deploys.Repositories;

    internal async Task<TriageFinding> DeploysAsync(
        TriageChanges changes, DateTimeOffset since, TriageBudget budget, CancellationToken cancellation)
    {
        var (read, gaps) = await OfAllAsync((repository, stop) => deploys.ReadAsync(repository, since, stop), budget, cancellation);
        return changes.Deploys(read, gaps, Repositories.Count);
    }

    internal async Task<TriageFinding> CommitsAsync(
        TriageChanges changes, DateTimeOffset since, TriageBudget budget, CancellationToken cancellation)
    {
        var (read, gaps) = await OfAllAsync((repository, stop) => commits.ReadAsync(repository, since, stop), budget, cancellation);
        return changes.Commits(read, gaps, Repositories.Count);
    }

    internal async Task<TriageFinding> ReportsAsync(TriageBudget budget, CancellationToken cancellation) =>
        await budget.AskAsync(reports.ReadAsync, (why, _) => new Listing<ReliabilityReport>.NotRead(why), cancellation) switch
        {
            Listing<ReliabilityReport>.Read read => TriageChanges.Reports(read.Items, reports.WholeList),
            Listing<ReliabilityReport>.NotRead unread => TriageFinding.NotRead(TriageCheck.Reports, unread.Why) with { WholeList = reports.WholeList },
            var other => throw new System.Diagnostics.UnreachableException($"No finding in {other}."),
        };

    // Most of GitHub's refusals name it already.
    static string About(string repository, string why) => why.Contains(repository, StringComparison.Ordinal) ? why : $"{repository}: {why}";

    async Task<(IReadOnlyList<T> Read, IReadOnlyList<string> Gaps)> OfAllAsync<T>(
        Func<string, CancellationToken, Task<Listing<T>>> read, TriageBudget budget, CancellationToken cancellation)
    {
        var all = await Task.WhenAll(Repositories.Select(async repository => (repository, Listing: await budget.AskAsync(
            stop => read(repository, stop), (why, _) => new Listing<T>.NotRead(why), cancellation))));
        return (
            [.. all.Select(one => one.Listing).OfType<Listing<T>.Read>().SelectMany(one => one.Items)],
            [.. all.Where(one => one.Listing is Listing<T>.NotRead)
                .Select(one => About(one.repository, ((Listing<T>.NotRead)one.Listing).Why))]);
    }
}
