using OnCall.Adapters.GitHub;
using OnCall.Core.Triage;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.Tests.GitHub;

/// <summary>"git log --since=24.hours on the cloud and gateway repos", over real HTTP.</summary>
public sealed class GitHubCommitsTests : PlayedGitHub
{
    static readonly DateTimeOffset Since = Fixture.Start.AddHours(-24);

    [Fact]
    public async Task Those_of_the_last_day_are_listed_newest_first_by_their_first_line()
    {
        GitHub.Commit(Gateway, "Too old", "ada", Since.AddSeconds(-1));
        GitHub.Commit(Gateway, "Just in time", "ben", Since);
        var commit = GitHub.Commit(Gateway, "Cache sessions\n\nThey were read each time.", "ada", Fixture.Start.AddHours(-1));

        var read = await ListAsync(Gateway);
        Assert.Equal(
            new RecentCommit(
                Gateway, commit.Sha, "Cache sessions", "ada", Fixture.Start.AddHours(-1),
                new Uri($"https://github.com/{Gateway}/commit/{commit.Sha}")),
            read[1]);
        Assert.Equal(commit.Sha[..7], read[1].ShortSha);
        // The repository's own first one is of now.
        Assert.Equal(["Begin", "Cache sessions", "Just in time"], read.Select(one => one.Message));
        Assert.Equal($"/repos/{Gateway}/commits?since=2026-05-31T08:42:00Z&page=1&per_page=100", Uri.UnescapeDataString(Assert.Single(GitHub.Calls)));
    }

    [Fact]
    public async Task Whom_GitHub_does_not_know_is_named_as_in_the_commit()
    {
        GitHub.Commit(Cloud, "", "Ada of the laptop", Fixture.Start);
        Assert.Contains(("", "Ada of the laptop"), (await ListAsync(Cloud)).Select(commit => (commit.Message, commit.By)));
    }

    [Theory]
    [InlineData(98, 99, 1)]
    [InlineData(250, 251, 3)]
    [InlineData(900, 300, 3)] // and no more
    public async Task So_many_pages_are_read(int commits, int read, int pages)
    {
        for (var number = 1; number <= commits; number++)
            GitHub.Commit(Cloud, $"Number {number}", "ada", Fixture.Start);
        Assert.Equal(read, (await ListAsync(Cloud)).Count);
        Assert.Equal(pages, GitHub.Calls.Count);
    }

    [Fact]
    public async Task A_repository_that_cannot_be_read_says_why()
    {
        Assert.Equal(
            "GitHub__Token may not read novalien/x (404): give it read access, or mend the name under deploys in the policy.",
            await WhyNotReadAsync("novalien/x"));
        GitHub.Forbid(Gateway);
        Assert.Equal(
            $"GitHub__Token may not read the contents of {Gateway} (403): give it read access to contents.", await WhyNotReadAsync(Gateway));
        GitHub.GoDown();
        Assert.Equal($"GitHub failed with 503 ServiceUnavailable about {Cloud}.", await WhyNotReadAsync(Cloud));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("""[{"sha":"1","html_url":"https://github.com/x","commit":{"message":"m"}}]""")] // without a date
    public async Task What_is_no_list_of_commits_is_not_read_as_none(string body) => Assert.Equal(
        $"GitHub's answer about {Cloud} is not a list of what was asked for.",
        await WhyNotReadAsync(Cloud, AnsweringHandler.With(body)));

    async Task<IReadOnlyList<RecentCommit>> ListAsync(string repository) => Assert.IsType<Listing<RecentCommit>.Read>(
        await new GitHubCommits(CallsOf()).ReadAsync(repository, Since, Cancellation)).Items;

    async Task<string> WhyNotReadAsync(string repository, HttpMessageHandler? handler = null) => Assert.IsType<Listing<RecentCommit>.NotRead>(
        await new GitHubCommits(CallsOf(handler: handler)).ReadAsync(repository, Since, Cancellation)).Why;
}
