using Microsoft.Extensions.Logging.Abstractions;
using OnCall.Core.Policy;
using OnCall.LocalHost.Azurite;

namespace OnCall.LocalHost.Drills;

/// <param name="PolicyFile">Where <paramref name="Policy"/> was read from: the app reads it again.</param>
public sealed record StageSetup(OnCallPolicy Policy, string PolicyFile)
{
    public DateTimeOffset Start { get; init; } = Stage.Curtain;

    public bool InMemory { get; init; }

    /// <summary>An Azurite that runs already; without one the stage brings its own.</summary>
    public AzuriteProcess? Azurite { get; init; }

    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Gets what npm and Azurite write.</summary>
    public Action<string>? Output { get; init; }
}
