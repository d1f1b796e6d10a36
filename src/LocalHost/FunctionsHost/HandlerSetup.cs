using Microsoft.Extensions.Logging.Abstractions;

namespace OnCall.LocalHost.FunctionsHost;

/// <summary>The handler as a program of its own, as Azure runs it.</summary>
public sealed record HandlerSetup(FunctionsFolder Folder)
{
    /// <summary>The app settings, added to this process' own environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets every line that the handler writes.</summary>
    public Action<string>? Output { get; init; }

    public StartLimits Starts { get; init; } = new();

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;
}
