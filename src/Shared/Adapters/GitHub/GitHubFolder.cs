using System.Net;
using System.Text.Json;
using OnCall.Adapters.Json;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.GitHub;

/// <summary>The files of one folder, as they stand on the repository's default branch.</summary>
static class GitHubFolder
{
    /// <summary>Of a longer folder GitHub lists only so many, and says nothing.</summary>
    const int MaxEntries = 1000;

    static readonly Dictionary<string, string> Everything = [];

    /// <summary>None for a folder that is not there yet.</summary>
    public static async Task<Listing<GitHubFile>> ListAsync(
        this GitHubCalls calls, GitHubPlace place, string folder, CancellationToken cancellation) =>
        await calls.GetAsync(place, $"contents/{GitHubCalls.Escaped(folder)}", Everything, cancellation) switch
        {
            GitHubAnswer.Given { Body.ValueKind: JsonValueKind.Array } given => Read(given.Body, place.Repository, folder),
            GitHubAnswer.Given { Body.ValueKind: JsonValueKind.Object } => NotRead(
                $"{folder} in {place.Repository} is no folder: mend the name under {place.Section} in the policy."),
            GitHubAnswer.NotGiven { Status: HttpStatusCode.NotFound } => await LookAtRootAsync(calls, place, cancellation),
            GitHubAnswer.NotGiven refused => NotRead(refused.Why),
            _ => NotRead(GitHubRefusals.NoList(place.Repository)),
        };

    // Whoever may not see a repository gets the same answer as for a folder that is not there. The root is always there,
    // and whoever may read it may read every folder.
    static async Task<Listing<GitHubFile>> LookAtRootAsync(
        GitHubCalls calls, GitHubPlace place, CancellationToken cancellation) =>
        await calls.GetAsync(place, "contents", Everything, cancellation) is GitHubAnswer.NotGiven refused
            ? NotRead(refused.Why)
            : new Listing<GitHubFile>.Read([]);

    static Listing<GitHubFile> Read(JsonElement entries, string repository, string folder)
    {
        if (entries.GetArrayLength() >= MaxEntries)
            return NotRead($"{folder} in {repository} has {MaxEntries} files or more, and GitHub lists no more: "
                + "move the older ones into a folder of their own.");
        List<GitHubFile?> files = [.. entries.EnumerateArray().Where(IsFile).Select(GitHubFile.Read)];
        return files.Contains(null) || entries.EnumerateArray().Any(entry => entry.Text("type") is null)
            ? NotRead(GitHubRefusals.NoList(repository))
            : new Listing<GitHubFile>.Read([.. files.OfType<GitHubFile>()]);
    }

    static bool IsFile(JsonElement entry) => entry.Text("type") == "file";

    static Listing<GitHubFile>.NotRead NotRead(string why) => new(why);
}

/// <param name="Path">From the repository's root.</param>
/// <param name="Url">Where people read it.</param>
sealed record GitHubFile(string Name, string Path, Uri Url)
{
    public static GitHubFile? Read(JsonElement entry) =>
        entry.Text("name") is { } name && entry.Text("path") is { } path && entry.Url("html_url") is { } url
            ? new GitHubFile(name, path, url)
            : null;
}
