using OnCall.Adapters.GitHub;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Postmortems;
using OnCall.Engine.Outbox;

namespace OnCall.Adapters.Tests.GitHub;

/// <summary>A draft becomes one pull request, however often and however brokenly it is offered.</summary>
public sealed class GitHubPostmortemDeskTests : PlayedGitHub
{
    const string Folder = "docs/postmortems";
    const string FileName = "2026-06-01-PGR0VU2-cloud-api-returns-5xx.md";
    const string Branch = "postmortem-PGR0VU2";
    const string Text = "# Cloud API returns 5xx\n\nWhat happened: …\n";

    static readonly PostmortemDraft Draft = new(
        new IncidentId("PGR0VU2"), FileName, "Postmortem draft: Cloud API returns 5xx", "Written from the timeline.", Text);

    static string Url => $"https://github.com/{Cloud}/pull/1";

    [Fact]
    public async Task A_draft_is_offered_as_a_pull_request_of_one_file()
    {
        Assert.Equal(new Delivery.Done("ok", Url), await OfferAsync());

        var pull = Assert.Single(GitHub.PullsOf(Cloud));
        Assert.Equal((Branch, "main", Draft.Title, Draft.Summary), (pull.Head, pull.Base, pull.Title, pull.Body));
        Assert.Equal(Text, GitHub.Read(Cloud, Branch, $"{Folder}/{FileName}"));
        Assert.Null(GitHub.Read(Cloud, "main", $"{Folder}/{FileName}"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)] // people have closed it: it is not opened again
    public async Task Offered_again_the_same_one_is_found(bool isOpen)
    {
        await OfferAsync();
        if (!isOpen)
            GitHub.ClosePull(Cloud, 1);
        Assert.Equal(new Delivery.Done("It was offered already.", Url), await OfferAsync());
        Assert.Single(GitHub.PullsOf(Cloud));
    }

    [Theory]
    [InlineData("POST /repos/novalien/novavms-cloud/git/refs", false)]
    [InlineData("POST /repos/novalien/novavms-cloud/git/refs", true)] // it was made, and nobody was told
    [InlineData("PUT /repos/novalien/novavms-cloud/contents/docs/postmortems/" + FileName, false)]
    [InlineData("PUT /repos/novalien/novavms-cloud/contents/docs/postmortems/" + FileName, true)]
    [InlineData("POST /repos/novalien/novavms-cloud/pulls", false)]
    [InlineData("POST /repos/novalien/novavms-cloud/pulls", true)]
    public async Task An_attempt_that_broke_off_anywhere_is_gone_on_with(string call, bool arrives)
    {
        var broken = Assert.IsType<Delivery.RetryLater>(await OfferAsync(handler: new BreakingHandler(call, arrives)));
        Assert.Equal($"GitHub could not be reached about {Cloud}: The connection broke.", broken.Why);

        Assert.Equal(Url, Assert.IsType<Delivery.Done>(await OfferAsync(Draft with { FileName = "2026-06-01-PGR0VU2-renamed.md" })).Receipt);
        Assert.Single(GitHub.PullsOf(Cloud));
        Assert.Single(new[] { FileName, "2026-06-01-PGR0VU2-renamed.md" }, name => GitHub.Read(Cloud, Branch, $"{Folder}/{name}") is not null);
    }

    [Fact]
    public async Task One_that_people_have_begun_themselves_is_left_alone()
    {
        GitHub.Write(Cloud, $"{Folder}/PGR0VU2.md", "# Mine");
        Assert.Equal(
            new Delivery.Done("It is written already.", $"https://github.com/{Cloud}/blob/main/{Folder}/PGR0VU2.md"), await OfferAsync());
        Assert.Empty(GitHub.PullsOf(Cloud));
    }

    [Fact]
    public async Task Of_two_at_once_both_name_the_same_request()
    {
        var offered = await Task.WhenAll(OfferAsync(), OfferAsync());
        Assert.Single(GitHub.PullsOf(Cloud));
        // Whoever lost the race for the file comes back for the request.
        Assert.All(offered, delivery => Assert.True(delivery is Delivery.Done { Receipt: { } url } && url == Url || delivery is Delivery.RetryLater, $"{delivery}"));
        Assert.Equal(Url, Assert.IsType<Delivery.Done>(await OfferAsync()).Receipt);
    }

    [Fact]
    public async Task A_repository_that_was_renamed_takes_it_under_its_new_name()
    {
        GitHub.Rename(Cloud, "novalien/cloud");
        Assert.Equal("https://github.com/novalien/cloud/pull/1", Assert.IsType<Delivery.Done>(await OfferAsync()).Receipt);
    }

    [Fact]
    public async Task A_token_that_may_only_read_is_given_up_on_with_what_to_do()
    {
        GitHub.ForbidWriting();
        Assert.Equal(
            new Delivery.GiveUp($"GitHub__Token may not change the contents of {Cloud} (403): give it write access to contents."),
            await OfferAsync());
    }

    [Fact]
    public async Task A_repository_that_is_not_there_is_given_up_on() => Assert.Equal(
        new Delivery.GiveUp("GitHub__Token may not read novalien/x (404): give it read access, or mend the name under postmortems in the policy."),
        await OfferAsync(policy: new PostmortemsPolicy("novalien/x", Folder)));

    [Fact]
    public async Task While_GitHub_is_down_or_throttles_it_is_tried_again_when_it_says()
    {
        GitHub.GoDown();
        Assert.Equal(new Delivery.RetryLater($"GitHub failed with 503 ServiceUnavailable about {Cloud}."), await OfferAsync());
        GitHub.ComeBack();
        GitHub.Throttle(times: 1, TimeSpan.FromMinutes(2));
        Assert.Equal(TimeSpan.FromMinutes(2), Assert.IsType<Delivery.RetryLater>(await OfferAsync()).After);
        GitHub.Exhaust(Fixture.Start.AddMinutes(33));
        Assert.Equal(TimeSpan.FromMinutes(33), Assert.IsType<Delivery.RetryLater>(await OfferAsync()).After);
    }

    [Theory]
    [InlineData("PGR0VU2", "2026-06-01.md", "The file name \"2026-06-01.md\" does not name the incident PGR0VU2.")]
    [InlineData("PGR0VU2", "../PGR0VU2.md", "The file name \"../PGR0VU2.md\" does not name the incident PGR0VU2.")]
    [InlineData("a..b", "a..b.md", "The incident's id \"a..b\" is no name for a branch.")]
    [InlineData("", ".md", "The incident's id \"\" is no name for a branch.")]
    public async Task Names_that_cannot_be_are_given_up_on_without_a_call(string incident, string file, string why)
    {
        Assert.Equal(new Delivery.GiveUp(why), await OfferAsync(Draft with { Incident = new IncidentId(incident), FileName = file }));
        Assert.Empty(GitHub.Calls);
    }

    [Fact]
    public async Task Without_a_token_or_a_folder_nobody_is_asked()
    {
        Assert.Equal(new Delivery.GiveUp("GitHub__Token is not set."), await OfferAsync(token: ""));
        Assert.Equal(
            new Delivery.GiveUp("No folder is named under postmortems in the policy."),
            await new GitHubPostmortemDesk(CallsOf(), Fixture.Policy with { Postmortems = null }).OfferAsync(Draft, Cancellation));
        Assert.Empty(GitHub.Calls);
    }

    Task<Delivery> OfferAsync(
        PostmortemDraft? draft = null, PostmortemsPolicy? policy = null, HttpMessageHandler? handler = null, string token = Token) =>
        new GitHubPostmortemDesk(
            CallsOf(token, handler), Fixture.Policy with { Postmortems = policy ?? new PostmortemsPolicy(Cloud, Folder) })
            .OfferAsync(draft ?? Draft, Cancellation);

    /// <summary>The connection breaks at one call, before or after it arrived.</summary>
    sealed class BreakingHandler(string call, bool arrives) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var breaks = $"{request.Method} {request.RequestUri!.AbsolutePath}" == call;
            var response = breaks && !arrives ? null : await base.SendAsync(request, cancellationToken);
            if (!breaks)
                return response!;
            response?.Dispose();
            throw new HttpRequestException("The connection broke.");
        }
    }
}
