using System.Net;
using OnCall.Adapters.GitHub;
using OnCall.Core.Deploys;
using OnCall.Core.Policy;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.Tests.GitHub;

/// <summary>What could not be read is never none: each failure has its sentence, and none of them quotes the token.</summary>
public sealed class GitHubFailureTests : PlayedGitHub
{
    [Fact]
    public async Task Without_a_token_nobody_is_asked()
    {
        Assert.Equal("GitHub__Token is not set.", await WhyNotAsync(token: ""));
        Assert.Empty(GitHub.Calls);
    }

    [Theory]
    [InlineData("ghp-sand box")]
    [InlineData("ghp-sandbox\n")] // copied with the end of its line
    [InlineData("ghp-sändbox")]
    public async Task A_token_that_fits_into_no_header_is_not_quoted(string token)
    {
        Assert.StartsWith("GitHub__Token has characters in it", await WhyNotAsync(token), StringComparison.Ordinal);
        Assert.Empty(GitHub.Calls);
    }

    [Fact]
    public async Task Without_repositories_there_is_nothing_to_read() => Assert.Equal(
        "No repositories are named under deploys in the policy.", await WhyNotAsync(policy: DeploysPolicy.Nothing));

    [Fact]
    public async Task A_wrong_token_is_said_to_be_wrong() => Assert.Equal(
        $"GitHub does not know the token in GitHub__Token, asked about {Cloud} (401): it has run out or was revoked; set another one.",
        await WhyNotAsync("ghp-other"));

    [Fact]
    public async Task A_repository_that_GitHub_does_not_show_is_named() => Assert.Equal(
        "GitHub__Token may not read novalien/x (404): give it read access, or mend the name under deploys in the policy.",
        await WhyNotAsync(policy: new DeploysPolicy([Cloud, "novalien/x"], ["beta"])));

    [Fact]
    public async Task One_repository_that_cannot_be_read_leaves_all_unread()
    {
        Deployed(5, "v1", "success");
        GitHub.Forbid(Gateway);
        Assert.Equal(
            $"GitHub__Token may not read the deployments of {Gateway} (403): give it read access to deployments.",
            await WhyNotAsync(policy: new DeploysPolicy([Cloud, Gateway], ["alpha", "beta"])));
    }

    [Fact]
    public async Task When_the_hours_calls_are_used_up_it_is_said_until_when()
    {
        GitHub.Exhaust(Fixture.Start.AddMinutes(33));
        Assert.Equal(
            $"GitHub lets us ask nothing more about {Cloud} (403) before 2026-06-01 09:15 UTC.", await WhyNotAsync());

        Clock.Advance(TimeSpan.FromMinutes(33));
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task When_it_was_too_much_at_once_it_is_said_for_how_long()
    {
        GitHub.Throttle(times: 1, TimeSpan.FromMinutes(2));
        Assert.Equal(
            $"GitHub lets us ask nothing more about {Cloud} (429) before 2026-06-01 08:44 UTC.", await WhyNotAsync());
        Assert.Empty(await ReadAsync());
    }

    [Fact]
    public async Task Statuses_that_cannot_be_read_leave_the_deployment_unread()
    {
        Deployed(5, "v1", "success");
        var handler = new AnsweringHandler(request => new HttpResponseMessage(
            request.RequestUri!.AbsolutePath.EndsWith("/statuses", StringComparison.Ordinal) ? HttpStatusCode.BadGateway : HttpStatusCode.OK)
        {
            Content = new StringContent(
                """[{"id":1,"ref":"v1","created_at":"2026-06-01T08:00:00Z"}]""", mediaType: new("application/json")),
        });
        Assert.Equal($"GitHub failed with 502 BadGateway about {Cloud}.", await WhyNotAsync(handler: handler));
    }

    [Fact]
    public async Task A_GitHub_that_is_down_is_not_asked_again_and_again()
    {
        GitHub.GoDown();
        Assert.Equal(
            $"GitHub failed with 503 ServiceUnavailable about {Cloud}.",
            await WhyNotAsync(policy: new DeploysPolicy([Cloud], [.. Enumerable.Range(1, 40).Select(number => $"e{number}")])));
        Assert.InRange(GitHub.Calls.Count, 1, 8);

        GitHub.ComeBack();
        Assert.Empty(await ReadAsync());
    }

    [Theory]
    [InlineData("text/html", "[]")] // Octokit gives nothing, and no error
    [InlineData("application/json", "{}")]
    [InlineData("application/json", "")]
    [InlineData("application/json", "[{\"id\":")] // broken off
    [InlineData("application/json", "{\"message\":\"hello\"}")]
    [InlineData("application/json", "[1]")]
    [InlineData("application/json", "[{}]")]
    [InlineData("application/json", """[{"id":1,"ref":"v1"}]""")] // without a date
    [InlineData("application/json", """[{"id":"../../user","ref":"v1","created_at":"2026-06-01T08:00:00Z"}]""")]
    public async Task What_is_no_list_of_deployments_is_not_read_as_none(string mediaType, string body) => Assert.Equal(
        $"GitHub's answer about {Cloud} is not a list of what was asked for.",
        await WhyNotAsync(handler: AnsweringHandler.With(body, mediaType)));

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_its_end()
    {
        var whole = new WholeAnswers { InnerHandler = AnsweringHandler.With(new string(' ', 9 * 1024 * 1024)) };
        Assert.StartsWith($"GitHub could not be reached about {Cloud}: ", await WhyNotAsync(handler: whole), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_nobody_runs_cannot_be_reached()
    {
        var handler = new AnsweringHandler(_ => throw new HttpRequestException("Connection refused."));
        Assert.Equal($"GitHub could not be reached about {Cloud}: Connection refused.", await WhyNotAsync(handler: handler));
    }

    [Fact]
    public async Task A_call_that_takes_too_long_is_said_to()
    {
        var handler = new AnsweringHandler(_ => throw new TaskCanceledException("The request timed out.", new TimeoutException()));
        Assert.Equal($"GitHub did not answer in time about {Cloud}.", await WhyNotAsync(handler: handler));
    }

    [Fact]
    public async Task All_calls_together_have_a_limit_too()
    {
        var settings = new GitHubSettings { Token = Token, ApiUrl = GitHub.Url };
        var deployments = new GitHubDeployments(
            new GitHubCalls(settings, new SilentHandler(), Clock), settings, Fixture.Policy, Clock)
        {
            MaxTime = TimeSpan.FromMilliseconds(20),
        };
        Assert.Equal(
            "GitHub took longer than 0.02 s to list the deployments.",
            Assert.IsType<Listing<Deploy>.NotRead>(await deployments.ReadAsync(Cancellation)).Why);
    }

    [Fact]
    public async Task Whoever_stops_waiting_is_not_told_anything_more()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Deployments().ReadAsync(stopped.Token));
    }
}
