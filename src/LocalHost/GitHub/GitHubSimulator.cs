using System.Text;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.GitHub;

/// <summary>
/// Plays GitHub on this machine: a real HTTP server that lists deployments, commits and folders, takes pull requests, refuses what GitHub
/// refuses, and redirects from a repository's old name.
/// </summary>
public sealed class GitHubSimulator : IAsyncDisposable
{
    const int MaxCalls = 10_000;
    readonly GitHubSimulatorOptions _options;
    readonly TimeProvider _clock;
    readonly GitHubAccount _account;
    readonly GitHubRest _rest;
    readonly GitHubLimits _limits;
    readonly Lock _gate = new();
    readonly List<string> _calls = [];
    LocalServer? _server;

    public GitHubSimulator(GitHubSimulatorOptions options, TimeProvider clock)
    {
        (_options, _clock) = (options, clock);
        _account = new GitHubAccount(options.Repositories, clock.GetUtcNow() - options.Age);
        _rest = new GitHubRest(_account, options, clock);
        _limits = new GitHubLimits(clock);
    }

    /// <summary>What belongs into the setting <c>GitHub__ApiUrl</c>.</summary>
    public Uri Url => _server?.Url ?? throw new InvalidOperationException("GitHub's simulator was not started.");

    /// <summary>In the order in which they were made.</summary>
    public IReadOnlyList<SimulatedDeployment> Deployments => _account.Deployments;

    /// <summary>Path and query of each call; before them the method, where it is not GET.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_gate)
                return [.. _calls];
        }
    }

    public async Task StartAsync() => _server = await LocalServer.StartAsync(
        "GitHub's simulator", _options.Port, _options.PortOption, routes => routes.Map("/{**path}", AnswerAsync));

    /// <summary>A deployment that begins now; <see cref="Finish"/> says how it ends.</summary>
    public SimulatedDeployment Deploy(string repository, string environment, string version, string by) =>
        Deploy(repository, environment, version, by, _clock.GetUtcNow(), "in_progress");

    /// <param name="states">
    /// What became of it, oldest first and a minute apart: "in_progress", "success". None: nothing yet.
    /// </param>
    public SimulatedDeployment Deploy(
        string repository, string environment, string version, string by, DateTimeOffset at,
        params IEnumerable<string> states) =>
        _account.Deploy(repository, environment, version, by, at, states);

    /// <summary>A "success" makes what stood in the environment inactive, as GitHub does.</summary>
    public SimulatedDeployment Finish(long deployment, string state = "success") =>
        _account.Add(deployment, state, _clock.GetUtcNow());

    /// <summary>What GitHub's pages do not let anybody do: another payload, other links in its statuses.</summary>
    public void Change(long deployment, Func<SimulatedDeployment, SimulatedDeployment> change) =>
        _account.Change(deployment, change);

    /// <summary>A commit of one file to the default branch; now, unless it is said when.</summary>
    public SimulatedCommit Write(string repository, string path, string text, string by = "ada", DateTimeOffset? at = null) => _account.Tree(repository)
        .Commit(GitHubTree.DefaultBranch, new CommitWish($"Write {path}", by, at ?? _clock.GetUtcNow()) { Path = path, Text = text });

    /// <summary>A commit to the default branch, of something or other.</summary>
    public SimulatedCommit Commit(string repository, string message, string by, DateTimeOffset at) =>
        _account.Tree(repository).Commit(GitHubTree.DefaultBranch, new CommitWish(message, by, at));

    /// <summary>What stands in a file of a branch; null when it is not there.</summary>
    public string? Read(string repository, string branch, string path) =>
        _account.Tree(repository)[branch]?.Files.GetValueOrDefault(path) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>In the order in which they were opened.</summary>
    public IReadOnlyList<SimulatedPull> PullsOf(string repository) => _account.Tree(repository).Pulls;

    public void ClosePull(string repository, int number) => _account.Tree(repository).Close(number);

    /// <summary>From now on the token may change nothing.</summary>
    public void ForbidWriting() => _account.IsReadOnly = true;

    /// <summary>As somebody does in the settings of the repository: the old name leads to the new one.</summary>
    public void Rename(string repository, string name) => _account.Rename(repository, name);

    /// <summary>From now on the token may see the repository, but nothing in it.</summary>
    public void Forbid(string repository) => _account.Forbid(repository);

    /// <summary>The hour's calls are used up.</summary>
    public void Exhaust(DateTimeOffset until) => _limits.Exhaust(until);

    /// <summary>The next calls are answered with 429.</summary>
    public void Throttle(int times, TimeSpan retryAfter) => _limits.Throttle(times, retryAfter);

    public void GoDown() => _limits.Down = true;

    public void ComeBack() => _limits.Down = false;

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    async Task AnswerAsync(HttpContext http)
    {
        var body = await LocalServer.BodyOf(http.Request);
        lock (_gate)
        {
            if (_calls.Count == MaxCalls)
                _calls.RemoveAt(0);
            _calls.Add(
                (http.Request.Method == HttpMethods.Get ? "" : $"{http.Request.Method} ")
                + $"{http.Request.Path}{http.Request.QueryString}");
        }

        http.Response.Headers["X-GitHub-Media-Type"] = "github.v3; format=json";
        http.Response.Headers["X-GitHub-Api-Version-Selected"] = "2022-11-28";
        var reply = _limits.Strike(http.Response) ?? _rest.Answer(http.Request, body, Url);
        foreach (var (name, value) in reply.Headers)
            http.Response.Headers[name] = value;
        await LocalServer.AnswerAsync(http, reply.Status, reply.Body);
    }
}
