using System.Globalization;
using System.Text.Json;
using Octokit;
using Octokit.Internal;
using OnCall.Adapters.Calls;

namespace OnCall.Adapters.GitHub;

/// <summary>
/// Calls of GitHub's REST API through Octokit, which knows its credentials, renamed repositories, links and refusals.
/// </summary>
public sealed class GitHubCalls : IDisposable
{
    /// <summary>The most that GitHub gives at once.</summary>
    internal const int PageSize = 100;

    const string Product = "OnCallFunctions";
    readonly GitHubSettings _settings;
    readonly TimeProvider _clock;
    readonly HttpClientAdapter _http;
    readonly Lazy<Connection> _connection;

    /// <param name="handler">
    /// Must not follow redirects: Octokit does, and sends the token again only to the same host.
    /// </param>
    public GitHubCalls(GitHubSettings settings, HttpMessageHandler handler, TimeProvider clock)
    {
        (_settings, _clock) = (settings, clock);
        _http = new HttpClientAdapter(() => handler);
        // A client made of a URL would put /api/v3/ before every path; a connection takes the URL as it stands.
        _connection = new Lazy<Connection>(() => new Connection(
            new ProductHeaderValue(Product), Call.BaseOf(settings.ApiUrl),
            new InMemoryCredentialStore(new Credentials(settings.Token, AuthenticationType.Bearer)), _http,
            new GitHubJson()));
    }

    /// <summary>
    /// One page. The next one is asked for by its number and not by GitHub's link, which Octokit would follow to any
    /// host.
    /// </summary>
    /// <param name="path">Of a list, below the repository: "deployments".</param>
    internal async Task<GitHubPage> ListAsync(
        string repository, string path, IReadOnlyDictionary<string, string> query, CancellationToken cancellation)
    {
        if (SentToken.WhyNot("GitHub__Token", _settings.Token) is { } why)
            return new GitHubPage.NotGiven(why);
        try
        {
            var answer = await _connection.Value.Get<JsonDocument>(
                new Uri($"{PathOf(repository)}/{path}", UriKind.Relative), Whole(query), accepts: null, cancellation);
            using var document = answer.Body;
            if (document?.RootElement is not { ValueKind: JsonValueKind.Array } list)
                return new GitHubPage.NotGiven(GitHubRefusals.NoList(repository));

            // A proxy may strip the links: then a full page is followed by another one.
            List<JsonElement> items = [.. list.EnumerateArray().Select(item => item.Clone())];
            return new GitHubPage.Given(
                items, items.Count >= PageSize || answer.HttpResponse.ApiInfo.Links.ContainsKey("next"));
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // Whichever it is (Octokit throws for every refusal, the time limit around it for none), there is no list.
            return new GitHubPage.NotGiven(GitHubRefusals.Why(e, repository, _clock.GetUtcNow()));
        }
    }

    public void Dispose() => _http.Dispose();

    static string PathOf(string repository) =>
        $"repos/{string.Join('/', repository.Split('/').Select(Uri.EscapeDataString))}";

    static Dictionary<string, string> Whole(IReadOnlyDictionary<string, string> query) => new(query)
    {
        ["per_page"] = PageSize.ToString(CultureInfo.InvariantCulture),
    };
}
