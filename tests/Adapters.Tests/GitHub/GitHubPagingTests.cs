using OnCall.Core.Deploys;

namespace OnCall.Adapters.Tests.GitHub;

/// <summary>What many deployments cost.</summary>
public sealed class GitHubPagingTests : PlayedGitHub
{
    const int Pages = 5;
    const int Lookups = 10;

    [Fact]
    public async Task As_soon_as_one_is_live_nothing_older_is_asked_for()
    {
        Deploy(250, _ => ["in_progress", "success"]);
        Assert.Equal("v250", Assert.Single(await ReadAsync()).Version);
        Assert.Equal(1 + Lookups, GitHub.Calls.Count);
    }

    [Theory]
    [InlineData(250, 3)]
    [InlineData(200, 3)] // the second page is full: what a proxy made of the links is not relied on
    [InlineData(99, 1)]
    [InlineData(500, Pages)]
    [InlineData(620, Pages)] // and no more
    public async Task Without_one_that_is_live_so_many_pages_are_read(int count, int pages)
    {
        Deploy(count, _ => ["in_progress"]);
        var deploys = await ReadAsync();

        Assert.Equal(Math.Min(count, 500), deploys.Count);
        Assert.Equal(pages + Lookups, GitHub.Calls.Count);
        Assert.Equal(Lookups, deploys.Count(deploy => deploy.State == DeployState.InProgress));
        Assert.All(deploys.Skip(Lookups), deploy => Assert.Equal(DeployState.Unknown, deploy.State));
        Assert.Equal(deploys.OrderByDescending(deploy => deploy.At), deploys);
    }

    [Fact]
    public async Task One_that_is_live_behind_all_that_is_looked_up_is_unknown_and_not_hidden()
    {
        Deploy(Lookups + 5, number => number == 1 ? ["success"] : ["in_progress", "failure"]);
        Assert.Equal(
            (Lookups + 5, DeployState.Unknown), ((await ReadAsync()).Count, (await ReadAsync())[^1].State));
    }

    [Fact]
    public async Task Pages_beyond_two_weeks_are_not_asked_for()
    {
        Deploy(250, _ => ["in_progress"], hoursApart: 3);
        Assert.Equal(14 * 24 / 3 + 1, (await ReadAsync()).Count);
        Assert.Equal(2 + Lookups, GitHub.Calls.Count);
    }

    [Fact]
    public async Task The_environment_and_the_page_size_are_asked_for()
    {
        await ReadAsync();
        Assert.Equal($"/repos/{Cloud}/deployments?environment=beta&page=1&per_page=100", Assert.Single(GitHub.Calls));
    }

    // The last one just now, the others before it.
    void Deploy(int count, Func<int, IEnumerable<string>> states, double hoursApart = 0.1)
    {
        for (var number = 1; number <= count; number++)
            Deployed((count - number) * hoursApart * 60, $"v{number}", states(number));
    }
}
