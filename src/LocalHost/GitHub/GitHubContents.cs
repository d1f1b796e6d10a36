using System.Text;
using System.Text.Json.Nodes;

namespace OnCall.LocalHost.GitHub;

/// <summary>Lists a repository's folders and gives its files, as <c>contents/{path}</c> does.</summary>
static class GitHubContents
{
    const int MaxEntries = 1000;
    const int MaxFileBytes = 1024 * 1024;
    const int Base64LineLength = 60;

    public static GitHubReply Answer(
        HttpRequest request, Uri api, string repository, GitHubTree tree, IEnumerable<string> path)
    {
        var reference = request.Query["ref"].ToString() is { Length: > 0 } named ? named : GitHubTree.DefaultBranch;
        if (tree[reference] is not { } branch)
            return GitHubReply.Refused(StatusCodes.Status404NotFound, $"No commit found for the ref {reference}");

        var place = string.Join('/', path);
        var at = new Shown(api, repository, reference);
        if (branch.Files.TryGetValue(place, out var file))
            return new GitHubReply(StatusCodes.Status200OK, File(at, place, file));

        List<JsonNode> entries = [.. Entries(at, branch, place.Length == 0 ? "" : $"{place}/").Take(MaxEntries)];
        return entries.Count == 0
            ? GitHubReply.NotFound
            : new GitHubReply(StatusCodes.Status200OK, new JsonArray([.. entries]));
    }

    public static JsonObject Written(Uri api, string repository, string branch, string path, byte[] bytes) =>
        Blob(new Shown(api, repository, branch), path, bytes);

    static IEnumerable<JsonObject> Entries(Shown at, GitHubBranch branch, string folder) => branch.Files
        .Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal))
        .GroupBy(file => file.Key[folder.Length..].Split('/')[0], StringComparer.Ordinal)
        .Select(entry => entry.First() is var (path, bytes) && path == folder + entry.Key
            ? Blob(at, path, bytes)
            : Entry(at, folder + entry.Key, "dir", size: 0, GitHubTree.ShaOf(folder + entry.Key)));

    static JsonObject File(Shown at, string path, byte[] bytes)
    {
        var file = Blob(at, path, bytes);
        // Beyond a megabyte GitHub says only that it is there.
        file["content"] = bytes.Length > MaxFileBytes ? "" : Base64(bytes);
        file["encoding"] = bytes.Length > MaxFileBytes ? "none" : "base64";
        return file;
    }

    static JsonObject Blob(Shown at, string path, byte[] bytes) =>
        Entry(at, path, "file", bytes.Length, GitHubTree.ShaOf(bytes));

    static JsonObject Entry(Shown at, string path, string type, int size, string sha)
    {
        var (self, kind) = ($"{at.Api}repos/{at.Repository}/contents/{path}?ref={at.Reference}", type == "dir" ? "tree" : "blob");
        var git = $"{at.Api}repos/{at.Repository}/git/{kind}s/{sha}";
        var html = $"https://github.com/{at.Repository}/{kind}/{at.Reference}/{path}";
        return new JsonObject
        {
            ["name"] = path[(path.LastIndexOf('/') + 1)..],
            ["path"] = path,
            ["sha"] = sha,
            ["size"] = size,
            ["url"] = self,
            ["html_url"] = html,
            ["git_url"] = git,
            ["download_url"] = type == "dir" ? null : $"https://raw.githubusercontent.com/{at.Repository}/{at.Reference}/{path}",
            ["type"] = type,
            ["_links"] = new JsonObject { ["self"] = self, ["git"] = git, ["html"] = html },
        };
    }

    // As GitHub breaks it into lines.
    static string Base64(byte[] bytes)
    {
        var text = new StringBuilder();
        foreach (var line in Convert.ToBase64String(bytes).Chunk(Base64LineLength))
            text.Append(line).Append('\n');
        return text.ToString();
    }

    sealed record Shown(Uri Api, string Repository, string Reference);
}
