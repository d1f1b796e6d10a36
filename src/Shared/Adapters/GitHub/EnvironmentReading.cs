using System.Globalization;
using OnCall.Core.Deploys;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.GitHub;

/// <summary>Reads what stands in one environment of one repository, or is on its way there.</summary>
/// <param name="since">What was started before is not looked at.</param>
sealed class EnvironmentReading(GitHubCalls calls, Uri web, string repository, string environment, DateTimeOffset since)
{
    /// <summary>Five hundred deployments of one environment: what comes behind them nobody looks at.</summary>
    const int MaxPages = 5;

    /// <summary>
    /// Of so many it is looked up what became of them, all at once. As a rule one of the first two is live, and that
    /// ends the list.
    /// </summary>
    const int MaxLookups = 10;

    static readonly Dictionary<string, string> Everything = [];

    readonly GitHubPlace _place = new(repository, "deployments", "deploys");

    public async Task<Listing<Deploy>> ReadAsync(CancellationToken cancellation)
    {
        List<Deployment> newestFirst = [];
        DeploymentFate[] fates = [];
        for (var page = 1; page <= MaxPages; page++)
        {
            var answer = await calls.ListAsync(_place, "deployments", Page(page), cancellation);
            if (answer is not GitHubPage.Given given)
                return new Listing<Deploy>.NotRead(WhyNot(answer));
            List<Deployment> read = [.. given.Items.Select(Deployment.Read).OfType<Deployment>()];
            if (read.Count < given.Items.Count)
                return new Listing<Deploy>.NotRead(GitHubRefusals.NoList(repository));

            newestFirst.AddRange(read.Where(deployment => deployment.At >= since));
            if (page == 1)
            {
                var found = await Task.WhenAll(
                    newestFirst.Take(MaxLookups).Select(deployment => LookUpAsync(deployment, cancellation)));
                if (found.OfType<Listing<DeploymentFate>.NotRead>().FirstOrDefault() is { } unknown)
                    return new Listing<Deploy>.NotRead(unknown.Why);
                fates = [.. found.OfType<Listing<DeploymentFate>.Read>().SelectMany(one => one.Items)];
            }

            var isLiveFound = fates.Any(fate => fate.State == DeployState.Live);
            if (isLiveFound || read.Any(deployment => deployment.At < since) || !given.HasMore)
                break;
        }

        return new Listing<Deploy>.Read([.. Inherited(newestFirst, fates)]);
    }

    Dictionary<string, string> Page(int number) => new()
    {
        ["environment"] = environment,
        ["page"] = number.ToString(CultureInfo.InvariantCulture),
    };

    // A status for each time that it changed: the newest hundred hold whatever matters.
    async Task<Listing<DeploymentFate>> LookUpAsync(Deployment deployment, CancellationToken cancellation)
    {
        var answer = await calls.ListAsync(
            _place, $"deployments/{deployment.Id}/statuses", Everything, cancellation);
        return answer is GitHubPage.Given given
            ? new Listing<DeploymentFate>.Read([DeploymentStatuses.Read(given.Items)])
            : new Listing<DeploymentFate>.NotRead(WhyNot(answer));
    }

    /// <summary>The first one that was ever live took the place of everything older.</summary>
    IEnumerable<Deploy> Inherited(IEnumerable<Deployment> newestFirst, DeploymentFate[] fates)
    {
        // While the pages were read, a new deployment may have pushed one from its page onto the next.
        foreach (var (number, deployment) in newestFirst.DistinctBy(deployment => deployment.Id).Index())
        {
            var fate = number < fates.Length ? fates[number] : new DeploymentFate(DeployState.Unknown, Page: null);
            if (fate.State is { } state)
                yield return new Deploy(
                    repository, environment, deployment.Version, deployment.Creator, deployment.At, state,
                    fate.Page ?? new Uri(web, $"{repository}/deployments"));
            if (fate.State == DeployState.Live)
                yield break;
        }
    }

    static string WhyNot(GitHubPage page) => ((GitHubPage.NotGiven)page).Why;
}
