using System.Net;
using OnCall.Adapters.GitHub;
using OnCall.Core.Policy;
using OnCall.Core.Postmortems;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.Tests.GitHub;

/// <summary>The folder of the postmortems, read over real HTTP.</summary>
public sealed class GitHubPostmortemsTests : PlayedGitHub
{
    static readonly PostmortemsPolicy Named = new(Cloud, "docs/postmortems");

    [Fact]
    public async Task Its_files_are_listed_with_where_people_read_them_and_its_folders_are_not()
    {
        GitHub.Write(Cloud, "docs/postmortems/2026-03-16-P1-api-down.md", "# API down");
        GitHub.Write(Cloud, "docs/postmortems/2025/2025-03-16-P0.md", "# Older");
        GitHub.Write(Cloud, "docs/other/P2.md", "# Not one of them");

        Assert.Equal(
            [new Postmortem("2026-03-16-P1-api-down.md", new Uri($"https://github.com/{Cloud}/blob/main/docs/postmortems/2026-03-16-P1-api-down.md"))],
            await ListAsync());
        Assert.Equal([$"/repos/{Cloud}/contents/docs/postmortems"], GitHub.Calls);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_yet_has_none_and_costs_a_second_look()
    {
        Assert.Empty(await ListAsync());
        Assert.Equal([$"/repos/{Cloud}/contents/docs/postmortems", $"/repos/{Cloud}/contents"], GitHub.Calls);
    }

    [Fact]
    public async Task Where_the_policy_names_no_folder_nobody_is_asked()
    {
        Assert.Empty(await ListAsync(policy: null));
        Assert.Empty(GitHub.Calls);
    }

    [Fact]
    public async Task A_repository_that_GitHub_does_not_show_is_no_empty_folder() => Assert.Equal(
        "GitHub__Token may not read novalien/x (404): give it read access, or mend the name under postmortems in the policy.",
        await WhyNotAsync(Named with { Repository = "novalien/x" }));

    [Fact]
    public async Task What_the_token_may_not_read_is_said_with_the_access_that_it_takes()
    {
        GitHub.Forbid(Cloud);
        Assert.Equal(
            $"GitHub__Token may not read the contents of {Cloud} (403): give it read access to contents.", await WhyNotAsync(Named));
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_said_to_be_one() => Assert.Equal(
        $"README.md in {Cloud} is no folder: mend the name under postmortems in the policy.",
        await WhyNotAsync(Named with { Folder = "README.md" }));

    [Theory]
    [InlineData(999, true)]
    [InlineData(1000, false)] // GitHub lists no more, and does not say whether there are
    public async Task A_folder_that_GitHub_may_have_cut_is_not_taken_for_whole(int files, bool isRead)
    {
        for (var number = 1; number <= files; number++)
            GitHub.Write(Cloud, $"docs/postmortems/{number}.md", "");
        if (isRead)
            Assert.Equal(files, (await ListAsync()).Count);
        else
            Assert.Equal(
                $"docs/postmortems in {Cloud} has 1000 files or more, and GitHub lists no more: move the older ones into a folder of their own.",
                await WhyNotAsync(Named));
    }

    [Fact]
    public async Task When_GitHub_is_down_or_lets_us_ask_nothing_more_it_is_said()
    {
        GitHub.GoDown();
        Assert.Equal($"GitHub failed with 503 ServiceUnavailable about {Cloud}.", await WhyNotAsync(Named));
        GitHub.ComeBack();
        GitHub.Throttle(times: 1, TimeSpan.FromMinutes(2));
        Assert.Equal($"GitHub lets us ask nothing more about {Cloud} (429) before 2026-06-01 08:44 UTC.", await WhyNotAsync(Named));
    }

    [Fact]
    public async Task A_repository_without_any_commit_is_said_to_be_empty()
    {
        var handler = AnsweringHandler.With(
            """{"message":"This repository is empty.","status":"404"}""", status: HttpStatusCode.NotFound);
        Assert.Equal($"{Cloud} is empty (404): put a first file into it.", await WhyNotAsync(Named, handler));
    }

    [Theory]
    [InlineData("text/html", "[]")]
    [InlineData("application/json", "")]
    [InlineData("application/json", "[1]")]
    [InlineData("application/json", "[{}]")]
    [InlineData("application/json", """[{"type":"file","name":"P1.md"}]""")] // without an address
    [InlineData("application/json", """[{"type":"file","name":"P1.md","path":"P1.md","html_url":"javascript:alert(1)"}]""")]
    public async Task What_is_no_listing_of_a_folder_is_not_read_as_none(string mediaType, string body) => Assert.Equal(
        $"GitHub's answer about {Cloud} is not a list of what was asked for.",
        await WhyNotAsync(Named, AnsweringHandler.With(body, mediaType)));

    [Fact]
    public async Task A_repository_that_was_renamed_is_found_under_its_old_name()
    {
        GitHub.Write(Cloud, "docs/postmortems/P1.md", "");
        GitHub.Rename(Cloud, "novalien/cloud");
        Assert.Equal("P1.md", Assert.Single(await ListAsync()).Name);
    }

    Task<IReadOnlyList<Postmortem>> ListAsync() => ListAsync(Named);

    async Task<IReadOnlyList<Postmortem>> ListAsync(PostmortemsPolicy? policy) =>
        Assert.IsType<Listing<Postmortem>.Read>(await Postmortems(policy).ReadAsync(Cancellation)).Items;

    async Task<string> WhyNotAsync(PostmortemsPolicy policy, HttpMessageHandler? handler = null) =>
        Assert.IsType<Listing<Postmortem>.NotRead>(await Postmortems(policy, handler).ReadAsync(Cancellation)).Why;

    GitHubPostmortems Postmortems(PostmortemsPolicy? policy, HttpMessageHandler? handler = null) =>
        new(CallsOf(handler: handler), Fixture.Policy with { Postmortems = policy });
}
