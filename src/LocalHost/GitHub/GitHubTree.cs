using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace OnCall.LocalHost.GitHub;

/// <summary>What one simulated repository holds: branches with their files and commits. Thread-safe.</summary>
sealed class GitHubTree
{
    public const string DefaultBranch = "main";

    const int MaxCommits = 10_000;
    const int ShaLength = 40;

    readonly Lock _gate = new();
    readonly Dictionary<string, GitHubBranch> _branches = new(StringComparer.Ordinal);
    int _commits;

    public GitHubTree(DateTimeOffset since)
    {
        _branches[DefaultBranch] = GitHubBranch.Empty;
        Commit(DefaultBranch, new CommitWish("Begin", "ada", since) { Path = "README.md", Text = "# A repository\n" });
    }

    /// <summary>Null when there is no such branch.</summary>
    public GitHubBranch? this[string branch]
    {
        get
        {
            lock (_gate)
                return _branches.GetValueOrDefault(branch);
        }
    }

    public SimulatedCommit Commit(string branch, CommitWish wish)
    {
        lock (_gate)
        {
            if (_commits == MaxCommits)
                throw new InvalidOperationException($"GitHub's simulator keeps {MaxCommits} commits of a repository at most.");
            var before = _branches[branch];
            var commit = new SimulatedCommit(
                ShaOf($"commit {_commits++} {before.Tip?.Sha} {wish}"), wish.Message, wish.By, wish.At);
            _branches[branch] = new GitHubBranch(
                before.Commits.Add(commit),
                wish.Path is null ? before.Files : before.Files.SetItem(wish.Path, Encoding.UTF8.GetBytes(wish.Text)));
            return commit;
        }
    }

    /// <summary>As many characters as one of Git's own; the same for the same text.</summary>
    public static string ShaOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..ShaLength];
}

/// <param name="Commits">Oldest first.</param>
/// <param name="Files">By their paths from the root.</param>
sealed record GitHubBranch(ImmutableList<SimulatedCommit> Commits, ImmutableSortedDictionary<string, byte[]> Files)
{
    public static GitHubBranch Empty { get; } = new([], ImmutableSortedDictionary.Create<string, byte[]>(StringComparer.Ordinal));

    public SimulatedCommit? Tip => Commits is [.., var last] ? last : null;
}

/// <summary>A commit of one file, or of none that matters.</summary>
sealed record CommitWish(string Message, string By, DateTimeOffset At)
{
    public string? Path { get; init; }

    public string Text { get; init; } = "";
}

/// <param name="By">A login.</param>
public sealed record SimulatedCommit(string Sha, string Message, string By, DateTimeOffset At);
