using Microsoft.Extensions.Logging.Abstractions;
using OnCall.LocalHost.FunctionsHost;

namespace OnCall.LocalHost.Site;

/// <summary>How the functions app is run.</summary>
/// <param name="Settings">Its app settings.</param>
public sealed record LocalSiteSetup(IReadOnlyDictionary<string, string> Settings, TimeProvider Clock)
{
    /// <summary>Where the app and its function.json files are: beside this program, or as they were published.</summary>
    public string AppFolder { get; init; } = AppContext.BaseDirectory;

    /// <summary>As in Azure the app is a program of its own; in this process it can live by another clock.</summary>
    public bool InThisProcess { get; init; }

    /// <summary>Other parts than the app's own, when it runs in this process.</summary>
    public Action<IServiceCollection>? Parts { get; init; }

    /// <summary>0 means any free one.</summary>
    public int FunctionsPort { get; init; } = FunctionsHostSetup.DefaultPort;

    /// <summary>Functions that the host does not run.</summary>
    public IReadOnlyList<string> Without { get; init; } = [];

    /// <summary>How often it may be started again when it is a program of its own.</summary>
    public StartLimits Starts { get; init; } = new();

    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    /// <summary>Gets every line that the app writes when it is a program of its own.</summary>
    public Action<string>? Output { get; init; }
}
