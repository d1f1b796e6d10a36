using Microsoft.Extensions.Logging.Abstractions;
using OnCall.Core.Policy;
using OnCall.LocalHost.Npm;
using OnCall.LocalHost.PagerDuty;

namespace OnCall.LocalHost.Site;

/// <summary>How the neighbours are played.</summary>
public sealed record NeighbourhoodSetup(OnCallPolicy Policy, TimeProvider Clock)
{
    /// <summary>Settings that name a real neighbour; nobody plays one that is given.</summary>
    public IReadOnlyDictionary<string, string> Given { get; init; } = new Dictionary<string, string>();

    public bool InMemory { get; init; }

    /// <summary>Where tables and messages are kept; null keeps them in memory.</summary>
    public string? DataFolder { get; init; }

    /// <summary>
    /// Where messages outlive the bus; null keeps them in memory. In the data folder by default, in which Azurite's own
    /// files have other names.
    /// </summary>
    public string? JournalFile
    {
        get => field ?? (DataFolder is null || InMemory ? null : Path.Combine(DataFolder, "servicebus.journal"));
        init;
    }

    /// <summary>The folders in which node and npm are looked for.</summary>
    public string SearchPath { get; init; } = new NpmSetup().SearchPath;

    /// <summary>0 means any free one.</summary>
    public int SlackPort { get; init; }

    /// <summary>0 means any free one.</summary>
    public int PagerDutyPort { get; init; }

    /// <summary>0 means any free one.</summary>
    public int GitHubPort { get; init; }

    /// <summary>0 means any free one.</summary>
    public int NovaVmsPort { get; init; }

    /// <summary>After how long PagerDuty's own escalation policy pages the next level; null leaves it to us.</summary>
    public TimeSpan? PagerDutyEscalatesAfter { get; init; }

    /// <summary>How soon PagerDuty sends a webhook again that was not taken.</summary>
    public RetryPauses WebhookRetries { get; init; } = new();

    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Told what takes long, for a person who waits.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>Gets what npm and Azurite write.</summary>
    public Action<string>? Output { get; init; }

    public bool IsGiven(params IEnumerable<string> settings) =>
        settings.Any(setting => Given.TryGetValue(setting, out var value) && value.Length > 0);
}
