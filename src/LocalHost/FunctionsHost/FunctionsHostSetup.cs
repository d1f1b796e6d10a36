using Microsoft.Extensions.Logging.Abstractions;

namespace OnCall.LocalHost.FunctionsHost;

/// <summary>What the player of the Functions host plays, and with whom.</summary>
public sealed record FunctionsHostSetup(FunctionsFolder Folder, IHandler Handler)
{
    public const int DefaultPort = 7071;

    /// <summary>0 means any free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>For functions of authLevel function and admin; without one, nobody may call them.</summary>
    public string? Key { get; init; }

    /// <summary>Needed when a function listens on a queue.</summary>
    public IQueueMessages? Messages { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;
}
