using System.Net;
using System.Text;
using System.Text.Json;
using OnCall.LocalHost;
using OnCall.LocalHost.GitHub;

namespace OnCall.Adapters.Tests.GitHub;

/// <summary>What the simulated GitHub refuses and accepts.</summary>
public sealed class GitHubSimulatorTests : PlayedGitHub
{
    readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    [Theory]
    [InlineData("Bearer ghp-sandbox", HttpStatusCode.OK)]
    [InlineData("token ghp-sandbox", HttpStatusCode.OK)]
    [InlineData("Bearer other", HttpStatusCode.Unauthorized)]
    [InlineData(null, HttpStatusCode.NotFound)] // private: whoever says nothing does not learn that it is there
    public async Task Only_a_token_that_is_known_may_read(string? authorization, HttpStatusCode expected) =>
        Assert.Equal(expected, (await AskAsync($"repos/{Cloud}/deployments", authorization)).StatusCode);

    [Fact]
    public async Task Without_a_user_agent_it_refuses() => Assert.Equal(
        HttpStatusCode.Forbidden, (await AskAsync($"repos/{Cloud}/deployments", userAgent: null)).StatusCode);

    [Theory]
    [InlineData("repos/novalien/x/deployments")]
    [InlineData("repos/novalien/novavms-cloud/deployments/1/statuses")]
    [InlineData("repositories/9/deployments")]
    [InlineData("")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var answer = await AskAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.StartsWith("""{"message":"Not Found",""", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "next 2, last 3")]
    [InlineData(2, "prev 1, first 1, next 3, last 3")]
    [InlineData(3, "prev 2, first 1")]
    public async Task Pages_link_to_those_around_them(int page, string expected)
    {
        for (var number = 1; number <= 5; number++)
            Deployed(number, $"v{number}");
        using var answer = await AskAsync($"repos/{Cloud}/deployments?environment=beta&per_page=2&page={page}");

        Assert.Equal(
            string.Join(", ", expected.Split(", ").Select(Linked)), string.Join(", ", answer.Headers.GetValues("Link")));

        string Linked(string entry) => entry.Split(' ') is [var rel, var number]
            ? $"<{GitHub.Url}repos/{Cloud}/deployments?environment=beta&per_page=2&page={number}>; rel=\"{rel}\""
            : throw new ArgumentException(entry);
    }

    [Fact]
    public async Task A_folder_lists_its_files_and_folders_by_name_and_a_file_comes_as_base64_in_lines()
    {
        var text = new string('a', 100);
        GitHub.Write(Cloud, "docs/b.md", text);
        GitHub.Write(Cloud, "docs/a/deep.md", "");
        GitHub.Write(Cloud, "docs/large.md", new string('x', 1024 * 1024 + 1));

        var folder = await ReadAsync($"repos/{Cloud}/contents/docs");
        Assert.Equal(
            ["dir a", "file b.md", "file large.md"],
            folder.EnumerateArray().Select(entry => $"{entry.GetProperty("type")} {entry.GetProperty("name")}"));
        var file = await ReadAsync($"repos/{Cloud}/contents/docs/b.md");
        Assert.Equal(("base64", 100), (file.GetProperty("encoding").GetString(), file.GetProperty("size").GetInt32()));
        Assert.Equal(60, file.GetProperty("content").GetString()!.IndexOf('\n', StringComparison.Ordinal));
        Assert.Equal(text, Encoding.UTF8.GetString(Convert.FromBase64String(file.GetProperty("content").GetString()!)));
        Assert.Equal("none", (await ReadAsync($"repos/{Cloud}/contents/docs/large.md")).GetProperty("encoding").GetString());
    }

    [Theory]
    [InlineData("repos/novalien/novavms-cloud/contents/docs", "Not Found")]
    [InlineData("repos/novalien/novavms-cloud/contents/README.md/x", "Not Found")]
    [InlineData("repos/novalien/novavms-cloud/contents/README.md?ref=nowhere", "No commit found for the ref nowhere")]
    public async Task A_path_that_is_not_there_is_not_found(string path, string says)
    {
        using var answer = await AskAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(says, await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_name_leads_to_the_new_one()
    {
        GitHub.Rename(Cloud, "novalien/cloud");
        using var answer = await AskAsync($"repos/{Cloud}/deployments?environment=beta");
        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal($"{GitHub.Url}repositories/1/deployments?environment=beta", answer.Headers.Location!.AbsoluteUri);
    }

    [Fact]
    public async Task Each_answer_says_how_many_calls_are_left()
    {
        using var answer = await AskAsync($"repos/{Cloud}/deployments");
        Assert.Equal("4999", Assert.Single(answer.Headers.GetValues("x-ratelimit-remaining")));
        Assert.Equal($"{Fixture.Start.AddHours(1).ToUnixTimeSeconds()}", Assert.Single(answer.Headers.GetValues("x-ratelimit-reset")));
    }

    [Fact]
    public void Only_a_success_replaces_what_stood_there_and_only_in_its_own_environment()
    {
        var (beta, other) = (Deployed(9, "v1", "success"), GitHub.Deploy(Cloud, "alpha", "v1", "ada", Fixture.Start, "success"));
        var next = GitHub.Deploy(Cloud, "beta", "v2", "ben");
        GitHub.Finish(next.Id, "failure");
        Assert.Equal("success", StateOf(beta));

        GitHub.Finish(next.Id);
        Assert.Equal(("inactive", "success"), (StateOf(beta), StateOf(other)));
    }

    [Fact]
    public async Task A_taken_port_is_named_with_the_way_out()
    {
        await using var second = new GitHubSimulator(new GitHubSimulatorOptions(Token, [], GitHub.Url.Port), Clock);
        Assert.Contains("--github-port", (await Assert.ThrowsAsync<LocalHostException>(second.StartAsync)).Message, StringComparison.Ordinal);
    }

    async Task<JsonElement> ReadAsync(string path)
    {
        using var answer = await AskAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
    }

    string StateOf(SimulatedDeployment deployment) => GitHub.Deployments.Single(one => one.Id == deployment.Id).Statuses[^1].State;

    Task<HttpResponseMessage> AskAsync(string path, string? authorization = $"Bearer {Token}", string? userAgent = "tests")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(GitHub.Url, path));
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        return _http.SendAsync(request, Cancellation);
    }
}
