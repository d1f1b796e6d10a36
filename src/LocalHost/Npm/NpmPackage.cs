namespace OnCall.LocalHost.Npm;

/// <summary>A program for Node.js that is not ours, and the lock file that says exactly which one.</summary>
/// <param name="Name">As people know it.</param>
/// <param name="Folder">Where its package.json and package-lock.json are, below our program's folder.</param>
/// <param name="WayOut">What a person can do who does without Node.js.</param>
public sealed record NpmPackage(string Name, string Folder, string WayOut);

/// <summary>How packages are installed.</summary>
public sealed record NpmSetup
{
    /// <summary>The folders in which node and npm are looked for.</summary>
    public string SearchPath { get; init; } = Environment.GetEnvironmentVariable("PATH") ?? "";

    /// <summary>Packages are installed below, once for each version of their lock file.</summary>
    public string CacheFolder { get; init; } = Path.Combine(UserCache, "oncall-functions");

    /// <summary>Told what takes long, for a person who waits.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>Gets every line that npm and the programs write.</summary>
    public Action<string>? Output { get; init; }

    static string UserCache => Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
        ? cache
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
}
