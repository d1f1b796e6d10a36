using OnCall.Adapters.GitHub;
using OnCall.Core.Triage;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.Tests.GitHub;

/// <summary>"Check recent deploys": in every environment, by when they went live.</summary>
public sealed class GitHubRecentDeploysTests : PlayedGitHub
{
    static readonly DateTimeOffset Since = Fixture.Start.AddHours(-24);

    [Fact]
    public async Task Every_environment_is_looked_at_production_too_newest_first()
    {
        Deploy("alpha", "v3", hoursAgo: 1, "in_progress");
        Deploy("beta", "v2", hoursAgo: 5, "in_progress", "failure");
        Deploy("production", "v1", hoursAgo: 20, "in_progress", "success");
        Deploy("production", "v0", hoursAgo: 60, "success");
        GitHub.Deploy(Gateway, "production", "g1", "ada");

        Assert.Equal(
            [
                ("alpha", "v3", DeployOutcome.InProgress),
                ("beta", "v2", DeployOutcome.Failed),
                ("production", "v1", DeployOutcome.Succeeded),
            ],
            (await ListAsync()).Select(deploy => (deploy.Environment, deploy.Version, deploy.Outcome)));
    }

    [Fact]
    public async Task One_that_was_replaced_since_has_succeeded_all_the_same()
    {
        Deploy("production", "v1", hoursAgo: 3, "in_progress", "success");
        Deploy("production", "v2", hoursAgo: 1, "success");
        Assert.Equal("inactive", GitHub.Deployments[0].Statuses[^1].State);
        Assert.All(await ListAsync(), deploy => Assert.Equal(DeployOutcome.Succeeded, deploy.Outcome));
    }

    [Fact]
    public async Task One_that_waited_for_its_approval_is_dated_by_when_it_went_live()
    {
        var deployment = Deploy("production", "v1", hoursAgo: 30, "waiting");
        Assert.Empty(await ListAsync());

        GitHub.Finish(deployment.Id);
        var deploy = Assert.Single(await ListAsync());
        Assert.Equal((Fixture.Start, Fixture.Start.AddHours(-30), Fixture.Start), (deploy.At, deploy.StartedAt, deploy.LiveAt));
    }

    [Fact]
    public async Task One_that_was_given_up_is_said_to_be()
    {
        Deploy("beta", "v1", hoursAgo: 3, "in_progress", "inactive");
        Assert.Equal(DeployOutcome.GivenUp, Assert.Single(await ListAsync()).Outcome);
    }

    [Theory]
    [InlineData(30, 1 + 30)]
    [InlineData(120, 2 + 30)]
    [InlineData(350, 3 + 30)]
    public async Task So_many_calls_are_made_and_what_is_not_looked_up_is_unknown(int deployments, int calls)
    {
        for (var number = 1; number <= deployments; number++)
            Deploy("alpha", $"v{number}", hoursAgo: 1, "success");
        var deploys = await ListAsync();

        Assert.Equal((Math.Min(deployments, 300), calls), (deploys.Count, GitHub.Calls.Count));
        Assert.Equal(30, deploys.Count(deploy => deploy.Outcome == DeployOutcome.Succeeded));
        Assert.Equal(deploys.Count - 30, deploys.Count(deploy => deploy.Outcome == DeployOutcome.Unknown));
    }

    [Fact]
    public async Task A_repository_that_cannot_be_read_says_why()
    {
        Assert.StartsWith("GitHub__Token may not read novalien/x (404)", await WhyNotReadAsync("novalien/x"), StringComparison.Ordinal);
        GitHub.GoDown();
        Assert.Equal($"GitHub failed with 503 ServiceUnavailable about {Cloud}.", await WhyNotReadAsync(Cloud));
    }

    LocalHost.GitHub.SimulatedDeployment Deploy(string environment, string version, int hoursAgo, params string[] states) =>
        GitHub.Deploy(Cloud, environment, version, "ada", Fixture.Start.AddHours(-hoursAgo), states);

    async Task<IReadOnlyList<RecentDeploy>> ListAsync() =>
        Assert.IsType<Listing<RecentDeploy>.Read>(await Recent().ReadAsync(Cloud, Since, Cancellation)).Items;

    async Task<string> WhyNotReadAsync(string repository) =>
        Assert.IsType<Listing<RecentDeploy>.NotRead>(await Recent().ReadAsync(repository, Since, Cancellation)).Why;

    GitHubRecentDeploys Recent() => new(CallsOf(), SettingsOf());
}
