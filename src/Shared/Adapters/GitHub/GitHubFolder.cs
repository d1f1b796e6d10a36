using System.Net;
using System.Text.Json;
using OnCall.Adapters.Json;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.GitHub;

/// <summary>The files of one folder, or why they are not known.</summary>
abstract record GitHubFolder
{
    /// <summary>Of a longer folder GitHub lists only so many, and says nothing.</summary>
    const int MaxEntries = 1000;

    static readonly Dictionary<string, string> Everything = [];

    GitHubFolder() { }

    public sealed record Read(IReadOnlyList<GitHubFile> Files) : GitHubFolder;

    public sealed record NotRead(GitHubAnswer.NotGiven Refusal) : GitHubFolder;

    /// <summary>No files for a folder that is not there yet.</summary>
    /// <param name="branch">Null for the repository's default branch.</param>
    public static async Task<GitHubFolder> ListAsync(
        GitHubCalls calls, GitHubPlace place, string folder, CancellationToken cancellation, string? branch = null) =>
        await calls.GetAsync(
            place, $"contents/{GitHubCalls.Escaped(folder)}",
            branch is null ? Everything : new Dictionary<string, string> { ["ref"] = branch }, cancellation) switch
        {
            GitHubAnswer.Given { Body.ValueKind: JsonValueKind.Array } given => FilesIn(given.Body, place.Repository, folder),
            GitHubAnswer.Given { Body.ValueKind: JsonValueKind.Object } => Not(
                $"{folder} in {place.Repository} is no folder: mend the name under {place.Section} in the policy."),
            GitHubAnswer.NotGiven { Status: HttpStatusCode.NotFound } => await LookAtRootAsync(calls, place, cancellation),
            GitHubAnswer.NotGiven refused => new NotRead(refused),
            _ => Not(GitHubRefusals.NoList(place.Repository)),
        };

    public Listing<T> As<T>(Func<GitHubFile, T> item) => this is Read read
        ? new Listing<T>.Read([.. read.Files.Select(item)])
        : new Listing<T>.NotRead(((NotRead)this).Refusal.Why);

    // Whoever may not see a repository gets the same answer as for a folder that is not there. The root is always there,
    // and whoever may read it may read every folder.
    static async Task<GitHubFolder> LookAtRootAsync(
        GitHubCalls calls, GitHubPlace place, CancellationToken cancellation) =>
        await calls.GetAsync(place, "contents", Everything, cancellation) is GitHubAnswer.NotGiven refused
            ? new NotRead(refused)
            : new Read([]);

    static GitHubFolder FilesIn(JsonElement entries, string repository, string folder)
    {
        if (entries.GetArrayLength() >= MaxEntries)
            return Not($"{folder} in {repository} has {MaxEntries} files or more, and GitHub lists no more: "
                + "move the older ones into a folder of their own.");
        List<GitHubFile?> files = [.. entries.EnumerateArray().Where(IsFile).Select(GitHubFile.Read)];
        return files.Contains(null) || entries.EnumerateArray().Any(entry => entry.Text("type") is null)
            ? Not(GitHubRefusals.NoList(repository))
            : new Read([.. files.OfType<GitHubFile>()]);
    }

    static bool IsFile(JsonElement entry) => entry.Text("type") == "file";

    static NotRead Not(string why) => new(new GitHubAnswer.NotGiven(why));
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
