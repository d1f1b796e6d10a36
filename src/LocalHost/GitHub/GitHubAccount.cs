using System.Globalization;

namespace OnCall.LocalHost.GitHub;

/// <summary>The repositories of the simulated GitHub, and what was deployed from them. Thread-safe.</summary>
sealed class GitHubAccount
{
    const int MaxDeployments = 10_000;
    const long FirstDeployment = 3_100_000_001; // as GitHub's are today: more than an int holds
    const long FirstStatus = 6_200_000_001;

    readonly Lock _gate = new();
    readonly List<string> _repositories;
    readonly List<GitHubTree> _trees;
    readonly Dictionary<string, string> _renamed = new(StringComparer.OrdinalIgnoreCase);
    readonly HashSet<string> _forbidden = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<long, SimulatedDeployment> _deployments = [];
    long _statuses = FirstStatus;

    public GitHubAccount(IEnumerable<string> repositories, DateTimeOffset since)
    {
        _repositories = [.. repositories];
        _trees = [.. _repositories.Select(_ => new GitHubTree(since))];
    }

    /// <summary>In the order in which they were made.</summary>
    public IReadOnlyList<SimulatedDeployment> Deployments
    {
        get
        {
            lock (_gate)
                return [.. _deployments.Values];
        }
    }

    /// <param name="states">Oldest first, a minute apart from the start on.</param>
    public SimulatedDeployment Deploy(
        string repository, string environment, string version, string by, DateTimeOffset at, IEnumerable<string> states)
    {
        lock (_gate)
        {
            if (Find(repository) is not { } number)
                throw new InvalidOperationException($"GitHub's simulator has no repository {repository}.");
            if (_deployments.Count == MaxDeployments)
                throw new InvalidOperationException($"GitHub's simulator keeps {MaxDeployments} deployments at most.");
            var deployment = new SimulatedDeployment(
                FirstDeployment + _deployments.Count, _repositories[number], environment, version, by, at, []);
            _deployments[deployment.Id] = deployment;
            foreach (var (minute, state) in states.Index())
                deployment = Add(deployment.Id, state, at.AddMinutes(minute));
            return deployment;
        }
    }

    public SimulatedDeployment Add(long id, string state, DateTimeOffset at)
    {
        lock (_gate)
        {
            var deployment = _deployments[id];
            var status = new SimulatedStatus(_statuses++, state, at) { LogUrl = LogOf(deployment) };
            if (state == "success")
                foreach (var replaced in _deployments.Values.Where(other => IsReplacedBy(other, deployment)).ToList())
                    _deployments[replaced.Id] = replaced with
                    {
                        Statuses = [.. replaced.Statuses, new SimulatedStatus(_statuses++, "inactive", at)],
                    };
            return _deployments[id] = deployment with { Statuses = [.. deployment.Statuses, status] };
        }
    }

    public void Change(long id, Func<SimulatedDeployment, SimulatedDeployment> change)
    {
        lock (_gate)
            _deployments[id] = change(_deployments[id]);
    }

    /// <summary>The old name leads to the new one from now on.</summary>
    public void Rename(string repository, string name)
    {
        lock (_gate)
        {
            _repositories[Find(repository) ?? throw new InvalidOperationException($"There is no {repository}.")] = name;
            _renamed[repository] = name;
            foreach (var deployment in _deployments.Values.Where(one => Same(one.Repository, repository)).ToList())
                _deployments[deployment.Id] = deployment with { Repository = name };
        }
    }

    public void Forbid(string repository)
    {
        lock (_gate)
            _forbidden.Add(repository);
    }

    /// <summary>Whether the token may change nothing.</summary>
    public bool IsReadOnly { get; set; }

    public bool IsForbidden(string repository)
    {
        lock (_gate)
            return _forbidden.Contains(repository);
    }

    /// <summary>What the name leads to, when it is an old one.</summary>
    public int? Moved(string repository)
    {
        lock (_gate)
            return _renamed.TryGetValue(repository, out var name) ? Find(name) : null;
    }

    /// <summary>Its number; GitHub does not care for capitals.</summary>
    public int? Find(string repository)
    {
        lock (_gate)
            return _repositories.FindIndex(one => Same(one, repository)) is >= 0 and var number ? number : null;
    }

    /// <summary>What a repository holds; its name does not matter to it.</summary>
    public GitHubTree Tree(string repository) => Find(repository) is { } number
        ? _trees[number]
        : throw new InvalidOperationException($"GitHub's simulator has no repository {repository}.");

    public string? Name(int number)
    {
        lock (_gate)
            return number >= 0 && number < _repositories.Count ? _repositories[number] : null;
    }

    // GitHub's auto_inactive: what stood in the environment before, and only that.
    static bool IsReplacedBy(SimulatedDeployment other, SimulatedDeployment by) =>
        other.Id != by.Id && other.Succeeded
        && other.Repository == by.Repository && other.Environment == by.Environment;

    static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    static string LogOf(SimulatedDeployment deployment) => string.Create(
        CultureInfo.InvariantCulture, $"https://github.com/{deployment.Repository}/actions/runs/{deployment.Id}");
}
