using System.Globalization;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
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
        GitHubPlace place, string path, IReadOnlyDictionary<string, string> query, CancellationToken cancellation) =>
        await GetAsync(place, path, Whole(query), cancellation) switch
        {
            // A proxy may strip the links: then a full page is followed by another one.
            GitHubAnswer.Given { Body.ValueKind: JsonValueKind.Array } given => new GitHubPage.Given(
                [.. given.Body.EnumerateArray()], given.Body.GetArrayLength() >= PageSize || given.HasMore),
            GitHubAnswer.NotGiven notGiven => new GitHubPage.NotGiven(notGiven.Why),
            _ => new GitHubPage.NotGiven(GitHubRefusals.NoList(place.Repository)),
        };

    /// <param name="path">Below the repository: "contents/docs"; empty for the repository itself.</param>
    internal Task<GitHubAnswer> GetAsync(
        GitHubPlace place, string path, IDictionary<string, string> query, CancellationToken cancellation) => AskAsync(
            place,
            connection => connection.Get<JsonDocument>(AddressOf(place, path), query, accepts: null, cancellation),
            cancellation);

    internal Task<GitHubAnswer> PostAsync(
        GitHubPlace place, string path, JsonObject body, CancellationToken cancellation) => AskAsync(
            place,
            connection => connection.Post<JsonDocument>(
                AddressOf(place, path), body.ToJsonString(), accepts: null, MediaTypeNames.Application.Json,
                new Dictionary<string, string>(), cancellation),
            cancellation);

    // Octokit's own PUT cannot be cancelled, and says of JSON that it was a form.
    internal Task<GitHubAnswer> PutAsync(
        GitHubPlace place, string path, JsonObject body, CancellationToken cancellation) => AskAsync(
            place,
            connection => connection.Put<JsonDocument>(
                AddressOf(place, path), new StringContent(body.ToJsonString(), Encoding.UTF8, MediaTypeNames.Application.Json))
                .WaitAsync(cancellation),
            cancellation);

    async Task<GitHubAnswer> AskAsync(
        GitHubPlace place, Func<Connection, Task<IApiResponse<JsonDocument>>> ask, CancellationToken cancellation)
    {
        if (SentToken.WhyNot("GitHub__Token", _settings.Token) is { } why)
            return new GitHubAnswer.NotGiven(why);
        try
        {
            var answer = await ask(_connection.Value);
            using var document = answer.Body;
            return new GitHubAnswer.Given(
                document?.RootElement.Clone() ?? default, answer.HttpResponse.ApiInfo.Links.ContainsKey("next"));
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // Whichever it is (Octokit throws for every refusal, the time limit around it for none), there is no answer.
            return GitHubRefusals.Of(e, place, _clock.GetUtcNow());
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>A path as part of an address.</summary>
    internal static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    static Uri AddressOf(GitHubPlace place, string path) =>
        new($"repos/{Escaped(place.Repository)}{(path.Length == 0 ? "" : $"/{path}")}", UriKind.Relative);

    static Dictionary<string, string> Whole(IReadOnlyDictionary<string, string> query) => new(query)
    {
        ["per_page"] = PageSize.ToString(CultureInfo.InvariantCulture),
    };
}
