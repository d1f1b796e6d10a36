using System.Globalization;

namespace OnCall.LocalHost.GitHub;

/// <summary>GitHub's REST API, as far as the service uses it.</summary>
sealed class GitHubRest(GitHubAccount account, GitHubSimulatorOptions options, TimeProvider clock)
{
    static readonly string[] Schemes = ["Bearer ", "token "];

    readonly GitHubChanges _changes = new(account, clock);

    public GitHubReply Answer(HttpRequest request, byte[] body, Uri api)
    {
        if (string.IsNullOrEmpty(request.Headers.UserAgent))
            return GitHubReply.Refused(
                StatusCodes.Status403Forbidden,
                "Request forbidden by administrative rules. Please make sure your request has a User-Agent header.");
        var token = TokenOf(request);
        if (token is not (null or "") && token != options.Token)
            return GitHubReply.Refused(StatusCodes.Status401Unauthorized, "Bad credentials");

        var path = request.Path.Value!.Trim('/').Split('/');
        return path switch
        {
            // They are private: whoever does not say who he is does not learn that they are there.
            _ when token != options.Token => GitHubReply.NotFound,
            ["repos", var owner, var name, .. var rest] when account.Moved($"{owner}/{name}") is { } number =>
                Moved(request, api, number, rest),
            ["repos", var owner, var name, .. var rest] when account.Find($"{owner}/{name}") is { } number =>
                InRepository(request, body, api, account.Name(number)!, rest),
            ["repositories", var id, .. var rest] when NameOf(id) is { } repository =>
                InRepository(request, body, api, repository, rest),
            _ => GitHubReply.NotFound,
        };
    }

    GitHubReply InRepository(HttpRequest request, byte[] body, Uri api, string repository, string[] path) =>
        account.IsForbidden(repository) || (request.Method != HttpMethods.Get && account.IsReadOnly)
            ? GitHubReply.Refused(StatusCodes.Status403Forbidden, "Resource not accessible by personal access token")
        : request.Method == HttpMethods.Get ? Read(request, api, repository, path)
        : _changes.Answer(request, body, api, repository, path);

    GitHubReply Read(HttpRequest request, Uri api, string repository, string[] path) => path switch
    {
        [] => new GitHubReply(StatusCodes.Status200OK, GitHubShapes.Repository(repository, account.Find(repository)!.Value, api)),
        ["commits"] => GitHubReply.Page(
            request, api,
            [.. Commits(repository, request.Query).Select(commit => GitHubShapes.Commit(commit, repository, api))]),
        ["git", "ref", "heads", .. var name] when account.Tree(repository)[string.Join('/', name)] is { Tip: { } tip } =>
            new GitHubReply(StatusCodes.Status200OK, GitHubShapes.Reference(string.Join('/', name), tip.Sha, repository, api)),
        ["pulls"] => GitHubReply.Page(
            request, api, [.. Pulls(repository, request.Query).Select(pull => GitHubShapes.Pull(pull, repository, api))]),
        ["deployments"] => GitHubReply.Page(
            request, api,
            [.. Listed(repository, request.Query["environment"].ToString()).Select(one => GitHubShapes.Deployment(one, api))]),
        ["deployments", var id, "statuses"] when Find(repository, id) is { } deployment => GitHubReply.Page(
            request, api,
            [.. deployment.Statuses.Reverse().Select(status => GitHubShapes.Status(status, deployment, api))]),
        ["contents", .. var place] => GitHubContents.Answer(request, api, repository, account.Tree(repository), place),
        _ => GitHubReply.NotFound,
    };

    // Of a second that GitHub calls inclusive.
    IEnumerable<SimulatedCommit> Commits(string repository, IQueryCollection query) =>
        (account.Tree(repository)[query["sha"].ToString() is { Length: > 0 } branch ? branch : GitHubTree.DefaultBranch]?.Commits ?? [])
        .Reverse()
        .Where(commit => !DateTimeOffset.TryParse(
            query["since"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since) || commit.At >= since);

    IEnumerable<SimulatedPull> Pulls(string repository, IQueryCollection query)
    {
        var (state, head) = (query["state"].ToString() is { Length: > 0 } asked ? asked : "open", query["head"].ToString());
        return account.Tree(repository).Pulls.Reverse()
            .Where(pull => state == "all" || pull.IsOpen == (state == "open"))
            .Where(pull => !head.Contains(':', StringComparison.Ordinal) || head == $"{repository.Split('/')[0]}:{pull.Head}");
    }

    IEnumerable<SimulatedDeployment> Listed(string repository, string environment) => account.Deployments
        .Where(deployment => deployment.Repository == repository)
        .Where(deployment => environment.Length == 0 || deployment.Environment == environment)
        .OrderByDescending(deployment => deployment.At).ThenByDescending(deployment => deployment.Id);

    SimulatedDeployment? Find(string repository, string id) => account.Deployments.FirstOrDefault(deployment =>
        deployment.Repository == repository && deployment.Id.ToString(CultureInfo.InvariantCulture) == id);

    // Repositories have numbers, which a new name does not change.
    static GitHubReply Moved(HttpRequest request, Uri api, int number, string[] rest)
    {
        var url = $"{api}repositories/{number + 1}/{string.Join('/', rest)}".TrimEnd('/') + request.QueryString;
        var reply = request.Method == HttpMethods.Get
            ? GitHubReply.Refused(StatusCodes.Status301MovedPermanently, "Moved Permanently")
            : GitHubReply.Refused(StatusCodes.Status307TemporaryRedirect, "Temporary Redirect");
        reply.Body["url"] = url;
        return reply with { Headers = new Dictionary<string, string> { ["Location"] = url } };
    }

    string? NameOf(string id) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? account.Name(number - 1)
            : null;

    static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return Schemes.FirstOrDefault(one => header.StartsWith(one, StringComparison.OrdinalIgnoreCase)) is { } scheme
            ? header[scheme.Length..]
            : null;
    }
}
