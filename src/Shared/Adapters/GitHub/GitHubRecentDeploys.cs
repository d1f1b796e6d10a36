using System.Globalization;
using OnCall.Core.Deploys;
using OnCall.Core.Triage;
using OnCall.Engine.Reconcile;
using OnCall.Engine.Triage;

namespace OnCall.Adapters.GitHub;

/// <summary>What was deployed lately, in whichever environment.</summary>
public sealed class GitHubRecentDeploys(GitHubCalls calls, GitHubSettings settings) : IRecentDeploys
{
    /// <summary>So long a deployment may wait for somebody's approval, and go live only then.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromHours(24);

    const int MaxPages = 3;

    /// <summary>Of so many it is looked up what became of them, all at once: GitHub refuses more than a hundred.</summary>
    const int MaxLookups = 30;

    static readonly Dictionary<string, string> Everything = [];

    public async Task<Listing<RecentDeploy>> ReadAsync(
        string repository, DateTimeOffset since, CancellationToken cancellation)
    {
        var place = new GitHubPlace(repository, "deployments", "deploys");
        List<Deployment> newestFirst = [];
        for (var page = 1; page <= MaxPages; page++)
        {
            var answer = await calls.ListAsync(place, "deployments", Page(page), cancellation);
            if (answer is not GitHubPage.Given given)
                return NotRead(answer);
            List<Deployment> read = [.. given.Items.Select(Deployment.Read).OfType<Deployment>()];
            if (read.Count < given.Items.Count)
                return new Listing<RecentDeploy>.NotRead(GitHubRefusals.NoList(repository));
            newestFirst.AddRange(read.Where(deployment => deployment.At >= since - MaxWait));
            if (!given.HasMore || read.Any(deployment => deployment.At < since - MaxWait))
                break;
        }

        return await LookUpAsync(place, [.. newestFirst.DistinctBy(deployment => deployment.Id)], since, cancellation);
    }

    async Task<Listing<RecentDeploy>> LookUpAsync(
        GitHubPlace place, List<Deployment> newestFirst, DateTimeOffset since, CancellationToken cancellation)
    {
        var pages = await Task.WhenAll(newestFirst.Take(MaxLookups).Select(deployment =>
            calls.ListAsync(place, $"deployments/{deployment.Id}/statuses", Everything, cancellation)));
        if (pages.OfType<GitHubPage.NotGiven>().FirstOrDefault() is { } unknown)
            return NotRead(unknown);

        var fates = pages.OfType<GitHubPage.Given>().Select(page => DeploymentStatuses.Read(page.Items))
            .Concat(newestFirst.Skip(MaxLookups).Select(_ => new DeploymentFate(DeployState.Unknown, Page: null)));
        return new Listing<RecentDeploy>.Read(
        [
            .. newestFirst.Zip(fates, (deployment, fate) => Deploy(place.Repository, deployment, fate))
                .Where(deploy => deploy.At >= since)
                .OrderByDescending(deploy => deploy.At),
        ]);
    }

    RecentDeploy Deploy(string repository, Deployment deployment, DeploymentFate fate) => new(
        repository, deployment.Environment, deployment.Version, deployment.Creator, deployment.At, fate.LiveAt, OutcomeOf(fate.State),
        fate.Page ?? new Uri(settings.WebUrl, $"{repository}/deployments"));

    static DeployOutcome OutcomeOf(DeployState? state) => state switch
    {
        DeployState.InProgress => DeployOutcome.InProgress,
        DeployState.Live => DeployOutcome.Succeeded,
        DeployState.Failed => DeployOutcome.Failed,
        null => DeployOutcome.GivenUp,
        _ => DeployOutcome.Unknown,
    };

    static Dictionary<string, string> Page(int number) => new() { ["page"] = number.ToString(CultureInfo.InvariantCulture) };

    static Listing<RecentDeploy>.NotRead NotRead(GitHubPage page) => new(((GitHubPage.NotGiven)page).Why);
}
