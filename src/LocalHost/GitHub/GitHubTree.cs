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
    readonly List<SimulatedPull> _pulls = [];
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

    /// <summary>In the order in which they were opened.</summary>
    public IReadOnlyList<SimulatedPull> Pulls
    {
        get
        {
            lock (_gate)
                return [.. _pulls];
        }
    }

    /// <summary>False when there is such a branch already.</summary>
    public bool Branch(string name, GitHubBranch from)
    {
        lock (_gate)
            return _branches.TryAdd(name, from);
    }

    /// <summary>The branch that has this commit in it.</summary>
    public GitHubBranch? With(string sha)
    {
        lock (_gate)
            return _branches.Values.FirstOrDefault(branch => branch.Tip?.Sha == sha);
    }

    /// <summary>Null when one from the same branch is open.</summary>
    public SimulatedPull? Open(string head, string into, string title, string body, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_pulls.Any(pull => pull.Head == head && pull.IsOpen))
                return null;
            var pull = new SimulatedPull(_pulls.Count + 1, head, into, title, body, at);
            _pulls.Add(pull);
            return pull;
        }
    }

    public void Close(int number)
    {
        lock (_gate)
            _pulls[number - 1] = _pulls[number - 1] with { IsOpen = false };
    }

    public SimulatedCommit Commit(string branch, CommitWish wish)
    {
        lock (_gate)
        {
            if (_commits == MaxCommits)
                throw new InvalidOperationException($"GitHub's simulator keeps {MaxCommits} commits of a repository at most.");
            var before = _branches[branch];
            var commit = new SimulatedCommit(
                ShaOf($"commit {_commits++} {before.Tip?.Sha} {wish.Message} {wish.Path}"), wish.Message, wish.By, wish.At);
            _branches[branch] = new GitHubBranch(
                before.Commits.Add(commit),
                wish.Path is null ? before.Files : before.Files.SetItem(wish.Path, wish.Bytes));
            return commit;
        }
    }

    /// <summary>As many characters as one of Git's own; the same for the same text.</summary>
    public static string ShaOf(string text) => ShaOf(Encoding.UTF8.GetBytes(text));

    public static string ShaOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..ShaLength];
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

    public byte[] Bytes { get; init; } = [];

    public string Text
    {
        init => Bytes = Encoding.UTF8.GetBytes(value);
    }
}

/// <param name="By">A login.</param>
public sealed record SimulatedCommit(string Sha, string Message, string By, DateTimeOffset At);

/// <param name="Head">The branch that is to be merged.</param>
public sealed record SimulatedPull(int Number, string Head, string Base, string Title, string Body, DateTimeOffset At)
{
    public bool IsOpen { get; init; } = true;
}
