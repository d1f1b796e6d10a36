using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OnCall.Adapters.Tests.GitHub;

/// <summary>What the simulated GitHub lets a program change, and what it refuses as GitHub does.</summary>
public sealed class GitHubSimulatorChangesTests : PlayedGitHub
{
    const string Repository = $"repos/{Cloud}";
    readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    [Fact]
    public async Task A_branch_is_made_once_and_only_from_a_commit()
    {
        Assert.StartsWith("201 ", await BranchAsync("b"), StringComparison.Ordinal);
        await RefusesAsync("422 Reference already exists", "POST", "git/refs", $$"""{"ref":"refs/heads/b","sha":"{{await TipAsync()}}"}""");
        await RefusesAsync("422 Object does not exist", "POST", "git/refs", """{"ref":"refs/heads/c","sha":"12"}""");
        await RefusesAsync("422 Reference name must start", "POST", "git/refs", $$"""{"ref":"c","sha":"{{await TipAsync()}}"}""");
        await RefusesAsync("400 Problems parsing JSON", "POST", "git/refs", "{");
    }

    [Fact]
    public async Task A_file_is_made_without_and_changed_with_its_sha()
    {
        Assert.StartsWith("201 ", await WriteAsync("one"), StringComparison.Ordinal);
        Assert.Equal("one", GitHub.Read(Cloud, "main", "docs/a.md"));
        Refuses("422 Invalid request.\n\n\"sha\" wasn't supplied.", await WriteAsync("two"));
        Refuses("409 docs/a.md does not match 12", await WriteAsync("two", "12"));

        using var read = JsonDocument.Parse((await AskAsync("GET", "contents/docs/a.md", body: null)).Split(' ', 2)[1]);
        Assert.StartsWith("200 ", await WriteAsync("two", read.RootElement.GetProperty("sha").GetString()), StringComparison.Ordinal);
        Assert.Equal("two", GitHub.Read(Cloud, "main", "docs/a.md"));
        await RefusesAsync("422 content is not valid Base64", "PUT", "contents/b.md", """{"message":"m","content":"*"}""");
        await RefusesAsync("404 Branch b not found", "PUT", "contents/b.md", """{"message":"m","content":"","branch":"b"}""");
    }

    [Fact]
    public async Task A_pull_request_takes_a_branch_that_is_ahead_and_has_none_yet()
    {
        await BranchAsync("b");
        const string Wish = """{"title":"t","head":"b","base":"main"}""";
        await RefusesAsync("422 Validation Failed: No commits between main and b", "POST", "pulls", Wish);
        await AskAsync("PUT", "contents/b.md", """{"message":"m","content":"","branch":"b"}""");
        Assert.StartsWith("201 ", await AskAsync("POST", "pulls", Wish), StringComparison.Ordinal);
        await RefusesAsync("422 Validation Failed: A pull request already exists for novalien:b.", "POST", "pulls", Wish);
        await RefusesAsync("422 Validation Failed: invalid head", "POST", "pulls", Wish.Replace("\"b\"", "\"c\"", StringComparison.Ordinal));
        await RefusesAsync("422 Validation Failed: invalid base", "POST", "pulls", Wish.Replace("main", "c", StringComparison.Ordinal));

        Assert.Equal(1, await PullsAsync("?head=novalien:b"));
        Assert.Equal(0, await PullsAsync("?head=other:b"));
        GitHub.ClosePull(Cloud, 1);
        Assert.Equal((0, 1), (await PullsAsync(""), await PullsAsync("?state=all")));
    }

    [Fact]
    public async Task A_token_that_may_only_read_changes_nothing()
    {
        GitHub.ForbidWriting();
        Refuses("403 Resource not accessible by personal access token", await BranchAsync("b"));
    }

    [Fact]
    public async Task A_change_is_led_on_from_an_old_name_as_a_change()
    {
        GitHub.Rename(Cloud, "novalien/cloud");
        await RefusesAsync("307 Temporary Redirect", "POST", "pulls", "{}");
    }

    async Task<string> TipAsync()
    {
        using var tip = JsonDocument.Parse((await AskAsync("GET", "git/ref/heads/main", body: null)).Split(' ', 2)[1]);
        return tip.RootElement.GetProperty("object").GetProperty("sha").GetString()!;
    }

    async Task<string> BranchAsync(string name) =>
        await AskAsync("POST", "git/refs", $$"""{"ref":"refs/heads/{{name}}","sha":"{{await TipAsync()}}"}""");

    Task<string> WriteAsync(string text, string? sha = null) => AskAsync(
        "PUT", "contents/docs/a.md",
        $$"""{"message":"m","content":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}}"{{(sha is null ? "" : $",\"sha\":\"{sha}\"")}}}""");

    async Task<int> PullsAsync(string query)
    {
        using var pulls = JsonDocument.Parse((await AskAsync("GET", $"pulls{query}", body: null)).Split(' ', 2)[1]);
        return pulls.RootElement.GetArrayLength();
    }

    async Task RefusesAsync(string expected, string method, string path, string body) =>
        Refuses(expected, await AskAsync(method, path, body));

    // "422 Validation Failed: what is wrong".
    static void Refuses(string expected, string answer)
    {
        using var body = JsonDocument.Parse(answer.Split(' ', 2)[1]);
        var words = body.RootElement.GetProperty("message").GetString();
        if (body.RootElement.TryGetProperty("errors", out var errors))
            words += errors[0].TryGetProperty("message", out var message) ? $": {message}" : $": {errors[0].GetProperty("code")} {errors[0].GetProperty("field")}";
        Assert.StartsWith(expected, $"{answer.Split(' ', 2)[0]} {words}", StringComparison.Ordinal);
    }

    async Task<string> AskAsync(string method, string path, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(GitHub.Url, $"{Repository}/{path}"));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Token}");
        request.Headers.TryAddWithoutValidation("User-Agent", "tests");
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _http.SendAsync(request, Cancellation);
        var said = await answer.Content.ReadAsStringAsync(Cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} {said}");
    }
}
