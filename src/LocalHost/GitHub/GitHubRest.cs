using System.Globalization;

namespace OnCall.LocalHost.GitHub;

/// <summary>GitHub's REST API, as far as the service uses it.</summary>
sealed class GitHubRest(GitHubAccount account, GitHubSimulatorOptions options)
{
    static readonly string[] Schemes = ["Bearer ", "token "];

    public GitHubReply Answer(HttpRequest request, Uri api)
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
            _ when token != options.Token || request.Method != HttpMethods.Get => GitHubReply.NotFound,
            ["repos", var owner, var name, .. var rest] when account.Moved($"{owner}/{name}") is { } number =>
                Moved(request, api, number, rest),
            ["repos", var owner, var name, .. var rest] when account.Find($"{owner}/{name}") is { } number =>
                InRepository(request, api, account.Name(number)!, rest),
            ["repositories", var id, .. var rest] when NameOf(id) is { } repository =>
                InRepository(request, api, repository, rest),
            _ => GitHubReply.NotFound,
        };
    }

    GitHubReply InRepository(HttpRequest request, Uri api, string repository, string[] path) => path switch
    {
        _ when account.IsForbidden(repository) =>
            GitHubReply.Refused(StatusCodes.Status403Forbidden, "Resource not accessible by personal access token"),
        ["deployments"] => GitHubReply.Page(
            request, api,
            [.. Listed(repository, request.Query["environment"].ToString()).Select(one => GitHubShapes.Deployment(one, api))]),
        ["deployments", var id, "statuses"] when Find(repository, id) is { } deployment => GitHubReply.Page(
            request, api,
            [.. deployment.Statuses.Reverse().Select(status => GitHubShapes.Status(status, deployment, api))]),
        ["contents", .. var place] => GitHubContents.Answer(request, api, repository, account.Tree(repository), place),
        _ => GitHubReply.NotFound,
    };

    IEnumerable<SimulatedDeployment> Listed(string repository, string environment) => account.Deployments
        .Where(deployment => deployment.Repository == repository)
        .Where(deployment => environment.Length == 0 || deployment.Environment == environment)
        .OrderByDescending(deployment => deployment.At).ThenByDescending(deployment => deployment.Id);

    SimulatedDeployment? Find(string repository, string id) => account.Deployments.FirstOrDefault(deployment =>
        deployment.Repository == repository && deployment.Id.ToString(CultureInfo.InvariantCulture) == id);

    // Repositories have numbers, which a new name does not change.
    static GitHubReply Moved(HttpRequest request, Uri api, int number, string[] rest)
    {
        var url = $"{api}repositories/{number + 1}/{string.Join('/', rest)}{request.QueryString}";
        var reply = GitHubReply.Refused(StatusCodes.Status301MovedPermanently, "Moved Permanently");
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
