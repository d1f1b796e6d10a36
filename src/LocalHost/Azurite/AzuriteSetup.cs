namespace OnCall.LocalHost.Azurite;

/// <summary>How Azure Table Storage is played.</summary>
public sealed record AzuriteSetup
{
    /// <summary>0 means any free one.</summary>
    public int Port { get; init; }

    /// <summary>Where the tables are kept; null keeps them in memory only.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Storage accounts besides the one that every emulator has: each keeps its own tables.</summary>
    public IReadOnlyList<string> MoreAccounts { get; init; } = [];

    /// <summary>The folders in which node and npm are looked for.</summary>
    public string SearchPath { get; init; } = Environment.GetEnvironmentVariable("PATH") ?? "";

    /// <summary>Azurite is installed below, once for each version of the lock file.</summary>
    public string CacheFolder { get; init; } = Path.Combine(UserCache, "oncall-functions");

    /// <summary>Told what takes long, for a person who waits.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>Gets every line that npm and Azurite write.</summary>
    public Action<string>? Output { get; init; }

    static string UserCache => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
        ? cache
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
}
