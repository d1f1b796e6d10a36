using System.Text.Json;
using System.Text.Json.Nodes;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.GitHub;

/// <summary>What a program changes in a repository: a branch, a file, a pull request. Refuses what GitHub refuses.</summary>
sealed class GitHubChanges(GitHubAccount account, TimeProvider clock)
{
    const string Refs = "refs/heads/";

    /// <summary>Whose token it is.</summary>
    const string Writer = "oncall-bot";

    public GitHubReply Answer(HttpRequest request, byte[] body, Uri api, string repository, string[] path)
    {
        var tree = account.Tree(repository);
        if (SentJson.Parse(body) is not { ValueKind: JsonValueKind.Object } sent)
            return GitHubReply.Refused(StatusCodes.Status400BadRequest, "Problems parsing JSON");
        return (request.Method, path) switch
        {
            ("POST", ["git", "refs"]) => Branch(tree, sent, api, repository),
            ("PUT", ["contents", .. var place]) when place.Length > 0 =>
                Write(tree, sent, api, repository, string.Join('/', place)),
            ("POST", ["pulls"]) => Open(tree, sent, api, repository),
            _ => GitHubReply.NotFound,
        };
    }

    static GitHubReply Branch(GitHubTree tree, JsonElement sent, Uri api, string repository)
    {
        if (sent.Text("ref") is not { } name || !name.StartsWith(Refs, StringComparison.Ordinal))
            return Unprocessable("Reference name must start with 'refs' and have at least two slashes.");
        if (tree.With(sent.Text("sha") ?? "") is not { } from)
            return Unprocessable("Object does not exist");
        var branch = name[Refs.Length..];
        return tree.Branch(branch, from)
            ? new GitHubReply(StatusCodes.Status201Created, GitHubShapes.Reference(branch, from.Tip!.Sha, repository, api))
            : Unprocessable("Reference already exists");
    }

    GitHubReply Write(GitHubTree tree, JsonElement sent, Uri api, string repository, string path)
    {
        var name = sent.Text("branch") ?? GitHubTree.DefaultBranch;
        if (tree[name] is not { } branch)
            return GitHubReply.Refused(StatusCodes.Status404NotFound, $"Branch {name} not found");
        if (sent.Text("message") is not { Length: > 0 } message)
            return Unprocessable("Invalid request.\n\n\"message\" wasn't supplied.");
        if (Decoded(sent.Text("content")) is not { } bytes)
            return Unprocessable("content is not valid Base64");

        var before = branch.Files.GetValueOrDefault(path);
        if (before is not null && sent.Text("sha") is null)
            return Unprocessable("Invalid request.\n\n\"sha\" wasn't supplied.");
        if (before is not null && sent.Text("sha") != GitHubTree.ShaOf(before))
            return GitHubReply.Refused(StatusCodes.Status409Conflict, $"{path} does not match {sent.Text("sha")}");
        var commit = tree.Commit(name, new CommitWish(message, Writer, clock.GetUtcNow()) { Path = path, Bytes = bytes });
        return new GitHubReply(
            before is null ? StatusCodes.Status201Created : StatusCodes.Status200OK,
            new JsonObject
            {
                ["content"] = GitHubContents.Written(api, repository, name, path, bytes),
                ["commit"] = new JsonObject { ["sha"] = commit.Sha, ["message"] = commit.Message },
            });
    }

    GitHubReply Open(GitHubTree tree, JsonElement sent, Uri api, string repository)
    {
        var (head, into) = (sent.Text("head") ?? "", sent.Text("base") ?? "");
        if (tree[into] is not { } target)
            return Invalid(new JsonObject { ["resource"] = "PullRequest", ["field"] = "base", ["code"] = "invalid" });
        if (tree[head] is not { } source)
            return Invalid(new JsonObject { ["resource"] = "PullRequest", ["field"] = "head", ["code"] = "invalid" });
        if (source.Commits.TrueForAll(target.Commits.Contains))
            return Custom($"No commits between {into} and {head}");
        return tree.Open(head, into, sent.Text("title") ?? "", sent.Text("body") ?? "", clock.GetUtcNow()) is { } pull
            ? new GitHubReply(StatusCodes.Status201Created, GitHubShapes.Pull(pull, repository, api))
            : Custom($"A pull request already exists for {repository.Split('/')[0]}:{head}.");
    }

    static byte[]? Decoded(string? content)
    {
        var bytes = new byte[content?.Length ?? 0];
        return content is not null && Convert.TryFromBase64String(content, bytes, out var length) ? bytes[..length] : null;
    }

    static GitHubReply Custom(string message) =>
        Invalid(new JsonObject { ["resource"] = "PullRequest", ["code"] = "custom", ["message"] = message });

    static GitHubReply Invalid(JsonObject error)
    {
        var reply = Unprocessable("Validation Failed");
        reply.Body["errors"] = new JsonArray(error);
        return reply;
    }

    static GitHubReply Unprocessable(string message) => GitHubReply.Refused(StatusCodes.Status422UnprocessableEntity, message);
}
