using OnCall.Adapters.GitHub;
using OnCall.Core.Deploys;
using OnCall.Core.Policy;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.Tests.GitHub;

/// <summary>Which deployments a handover passes on, read over real HTTP.</summary>
public sealed class GitHubDeploymentsTests : PlayedGitHub
{
    const string FullSha = "8f14e45fceea167a5a36dedd4bea2543a1b2c3d4";

    [Fact]
    public async Task What_is_live_is_listed_with_all_that_a_note_says_of_it()
    {
        var deployment = Deployed(90, "v2.4.0", "in_progress", "success");

        Assert.Equal(
            new Deploy(
                Cloud, "beta", "v2.4.0", "ada", Fixture.Start.AddMinutes(-90), DeployState.Live,
                new Uri($"https://github.com/{Cloud}/actions/runs/{deployment.Id}")),
            Assert.Single(await ReadAsync()));
    }

    [Theory]
    [InlineData("", DeployState.InProgress)] // nobody has said anything of it yet
    [InlineData("queued", DeployState.InProgress)]
    [InlineData("pending", DeployState.InProgress)]
    [InlineData("queued,in_progress", DeployState.InProgress)]
    [InlineData("waiting", DeployState.InProgress)] // for somebody's approval
    [InlineData("in_progress,success", DeployState.Live)]
    [InlineData("in_progress,success,inactive", DeployState.Live)] // the newest status is not the answer
    [InlineData("in_progress,failure", DeployState.Failed)]
    [InlineData("error", DeployState.Failed)]
    [InlineData("failure,in_progress", DeployState.InProgress)] // it is tried again
    [InlineData("in_progress,abandoned", DeployState.Unknown)] // no state that GitHub has today
    [InlineData("in_progress,inactive", null)] // given up: nobody inherits it
    [InlineData("failure,inactive", null)]
    public async Task A_deployment_is_what_its_statuses_say(string states, DeployState? expected)
    {
        Deployed(90, "v2.4.0", states.Split(',', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(expected, (await ReadAsync()).SingleOrDefault()?.State);
    }

    [Fact]
    public async Task The_newest_that_was_ever_live_ends_the_list()
    {
        Deployed(400, "v1", "success");
        Deployed(300, "v2", "in_progress", "success");
        Deployed(200, "v3", "in_progress", "failure");
        Deployed(100, "v4", "in_progress");

        Assert.Equal(
            [("v4", DeployState.InProgress), ("v3", DeployState.Failed), ("v2", DeployState.Live)],
            (await ReadAsync()).Select(deploy => (deploy.Version, deploy.State)));
    }

    [Fact]
    public async Task What_was_replaced_is_inactive_and_not_passed_on()
    {
        Deployed(300, "v1", "success");
        var next = GitHub.Deploy(Cloud, "beta", "v2", "ben");
        Assert.Equal(["v2", "v1"], (await ReadAsync()).Select(deploy => deploy.Version));

        GitHub.Finish(next.Id);
        Assert.Equal("inactive", GitHub.Deployments[0].Statuses[^1].State);
        Assert.Equal(["v2"], (await ReadAsync()).Select(deploy => deploy.Version));
    }

    [Fact]
    public async Task After_a_failure_what_stood_there_still_stands()
    {
        Deployed(300, "v1", "success");
        GitHub.Finish(GitHub.Deploy(Cloud, "beta", "v2", "ben").Id, "failure");
        Assert.Equal([DeployState.Failed, DeployState.Live], (await ReadAsync()).Select(deploy => deploy.State));
    }

    [Theory]
    [InlineData("v2.4.0", "v2.4.0")]
    [InlineData("refs/tags/v2.4.0", "v2.4.0")]
    [InlineData("refs/heads/release/2.4", "release/2.4")]
    [InlineData("main", "main")]
    [InlineData(FullSha, "8f14e45")]
    [InlineData("8f14e45fce", "8f14e45fce")] // somebody shortened it already
    [InlineData("deadbeef", "deadbeef")] // may be a branch
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "e3b0c44")] // a repository with SHA-256
    public async Task A_version_is_a_tag_or_a_branch_and_a_commit_only_by_its_first_characters(string deployed, string expected)
    {
        Deployed(5, deployed, "success");
        Assert.Equal(expected, Assert.Single(await ReadAsync()).Version);
    }

    [Theory]
    [InlineData("""{"tag":"v2","parts":{"api":[1,2]}}""")]
    [InlineData("\"text\"")] // at which Octokit's own type throws
    [InlineData("")]
    public async Task Whatever_somebody_sent_along_does_not_matter(string payload)
    {
        GitHub.Change(Deployed(5, "v2", "success").Id, deployment => deployment with { Payload = payload });
        Assert.Single(await ReadAsync());
    }

    [Theory]
    [InlineData("https://github.com/x/runs/1", "https://beta.novalien.com", "https://github.com/x/runs/1")] // the log first
    [InlineData("", "https://beta.novalien.com", "https://beta.novalien.com/")]
    [InlineData("javascript:alert(1)", "", null)] // no page: that of the repository
    public async Task It_links_to_what_somebody_opens_first(string log, string environment, string? expected)
    {
        GitHub.Change(Deployed(5, "v2", "success").Id, deployment => deployment with
        {
            Statuses = [deployment.Statuses[0] with { LogUrl = log, EnvironmentUrl = environment }],
        });
        Assert.Equal(expected ?? $"{GitHub.Url}{Cloud}/deployments", Assert.Single(await ReadAsync()).Url!.AbsoluteUri);
    }

    [Theory]
    [InlineData("https://api.github.com/", "https://github.com/")]
    [InlineData("https://api.novalien.ghe.com", "https://novalien.ghe.com/")]
    [InlineData("https://git.novalien.com/api/v3/", "https://git.novalien.com/")]
    public void People_read_elsewhere_than_programs(string api, string web) =>
        Assert.Equal(web, new GitHubSettings { ApiUrl = new Uri(api) }.WebUrl.AbsoluteUri);

    [Fact]
    public async Task Every_repository_and_environment_of_the_policy_is_read_newest_first_and_no_other()
    {
        GitHub.Deploy(Cloud, "alpha", "a1", "ada", Fixture.Start.AddHours(-4), "success");
        GitHub.Deploy(Gateway, "beta", "b2", "ada", Fixture.Start.AddHours(-3), "success");
        GitHub.Deploy(Cloud, "beta", "b1", "ada", Fixture.Start.AddHours(-2), "success");
        GitHub.Deploy(Cloud, "production", "p1", "ada", Fixture.Start.AddHours(-1), "success");

        var listing = await Deployments(policy: new DeploysPolicy([Cloud, Gateway], ["alpha", "beta"])).ReadAsync(Cancellation);
        Assert.Equal(
            [(Cloud, "beta", "b1"), (Gateway, "beta", "b2"), (Cloud, "alpha", "a1")],
            Assert.IsType<Listing<Deploy>.Read>(listing).Items.Select(deploy => (deploy.Repository, deploy.Environment, deploy.Version)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)] // a minute beyond two weeks
    public async Task Two_weeks_are_looked_at(double minutesBeyond, int expected)
    {
        Deployed(GitHubDeployments.Window.TotalMinutes + minutesBeyond, "v1", "success");
        Assert.Equal(expected, (await ReadAsync()).Count);
    }

    [Fact]
    public async Task Nothing_deployed_is_read_as_nothing() => Assert.Empty(await ReadAsync());

    [Fact]
    public async Task A_repository_that_was_renamed_is_found_under_its_old_name()
    {
        Deployed(5, "v2", "success");
        GitHub.Rename(Cloud, "novalien/cloud");
        Assert.Equal((Cloud, "v2"), Assert.Single((await ReadAsync()).Select(deploy => (deploy.Repository, deploy.Version))));
    }
}
