using System.Globalization;
using System.Text.Json;
using OnCall.Adapters.Json;
using OnCall.Adapters.Text;
using OnCall.Core.Triage;
using OnCall.Engine.Reconcile;
using OnCall.Engine.Triage;

namespace OnCall.Adapters.GitHub;

/// <summary>What came to a repository's default branch lately.</summary>
public sealed class GitHubCommits(GitHubCalls calls) : IRecentCommits
{
    /// <summary>Three hundred commits in a day: what comes behind them nobody looks at.</summary>
    const int MaxPages = 3;

    const int MaxTextLength = 100;

    public async Task<Listing<RecentCommit>> ReadAsync(
        string repository, DateTimeOffset since, CancellationToken cancellation)
    {
        var place = new GitHubPlace(repository, "contents", "deploys");
        List<RecentCommit> commits = [];
        for (var page = 1; page <= MaxPages; page++)
        {
            var answer = await calls.ListAsync(place, "commits", Page(page, since), cancellation);
            if (answer is not GitHubPage.Given given)
                return new Listing<RecentCommit>.NotRead(((GitHubPage.NotGiven)answer).Why);
            List<RecentCommit> read = [.. given.Items.Select(entry => Read(entry, repository)).OfType<RecentCommit>()];
            if (read.Count < given.Items.Count)
                return new Listing<RecentCommit>.NotRead(GitHubRefusals.NoList(repository));
            commits.AddRange(read);
            if (!given.HasMore)
                break;
        }

        // While the pages were read, a new commit may have pushed one from its page onto the next. GitHub lists parents
        // behind their children, whenever they were made.
        return new Listing<RecentCommit>.Read(
            [.. commits.DistinctBy(commit => commit.Sha).OrderByDescending(commit => commit.At)]);
    }

    static Dictionary<string, string> Page(int number, DateTimeOffset since) => new()
    {
        ["since"] = since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["page"] = number.ToString(CultureInfo.InvariantCulture),
    };

    static RecentCommit? Read(JsonElement entry, string repository) =>
        entry.Text("sha") is { } sha && entry.Child("commit") is { } commit && entry.Url("html_url") is { } url
        && commit.Child("committer")?.Moment("date") is { } at
            ? new RecentCommit(
                repository, Shortened.To(sha, MaxTextLength), FirstLine(commit.Text("message") ?? ""), By(entry, commit), at, url)
            : null;

    static string FirstLine(string message) => Shortened.To(message.Trim().Split('\n')[0].Trim(), MaxTextLength);

    // GitHub knows nobody for an address that is not in anybody's account.
    static string By(JsonElement entry, JsonElement commit) => Shortened.To(
        entry.Child("author")?.Text("login") ?? commit.Child("author")?.Text("name") ?? Deployment.Gone, MaxTextLength);
}
