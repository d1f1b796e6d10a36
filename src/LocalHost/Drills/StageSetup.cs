using Microsoft.Extensions.Logging.Abstractions;
using OnCall.Core.Policy;

namespace OnCall.LocalHost.Drills;

/// <param name="PolicyFile">Where <paramref name="Policy"/> was read from: the app reads it again.</param>
public sealed record StageSetup(OnCallPolicy Policy, string PolicyFile)
{
    public DateTimeOffset Start { get; init; } = Stage.Curtain;

    public bool InMemory { get; init; }

    /// <summary>App settings that the stage does not choose: a storage that runs already, another secret.</summary>
    public IReadOnlyDictionary<string, string> Given { get; init; } = new Dictionary<string, string>();

    /// <summary>After how long PagerDuty's own escalation policy pages the next level; null leaves it to us.</summary>
    public TimeSpan? PagerDutyEscalatesAfter { get; init; }

    /// <summary>
    /// Functions that do not run: whoever plays days of something else saves the thousands of probes that find nothing.
    /// </summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>Other parts than the app's own.</summary>
    public Action<IServiceCollection>? Parts { get; init; }

    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Told what takes long, for a person who waits.</summary>
    public Action<string>? Progress { get; init; }
}
