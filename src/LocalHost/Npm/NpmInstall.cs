using System.Security.Cryptography;
using OnCall.LocalHost.ChildProcesses;

namespace OnCall.LocalHost.Npm;

/// <summary>A package in the cache of this machine, exactly as the lock file says.</summary>
public static class NpmInstall
{
    const int HashCharacters = 12;
    const string Unfinished = ".unfinished-";
    static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(5);

    static readonly string[] PackageFiles = ["package.json", "package-lock.json"];
    static readonly string[] Install = ["ci", "--no-audit", "--no-fund", "--omit=dev", "--loglevel=error"];

    /// <summary>The folder of the installation, made on first use.</summary>
    public static async Task<string> EnsureAsync(
        NpmPackage package, NodeJs node, NpmSetup setup, CancellationToken cancellation)
    {
        var lockFile = await File.ReadAllBytesAsync(Shipped(package, "package-lock.json"), cancellation);
        var hash = Convert.ToHexStringLower(SHA256.HashData(lockFile))[..HashCharacters];
        var folder = Path.Combine(setup.CacheFolder, $"{package.Folder.ToLowerInvariant()}-{hash}");
        if (!Directory.Exists(folder))
            await InstallAsync(folder, package, node, setup, cancellation);
        return folder;
    }

    // A sibling first, renamed when complete: two at once and a cut-off one leave nothing half done in its place.
    static async Task InstallAsync(
        string folder, NpmPackage package, NodeJs node, NpmSetup setup, CancellationToken cancellation)
    {
        var sibling = folder + Unfinished + Guid.NewGuid().ToString("N");
        Directory.CreateDirectory(sibling);
        try
        {
            foreach (var file in PackageFiles)
                File.Copy(Shipped(package, file), Path.Combine(sibling, file));
            setup.Progress?.Invoke($"Installing {package.Name} in {folder}, once for this version …");
            await RunNpmAsync(sibling, package, node, setup, cancellation);
            Directory.Move(sibling, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Somebody else was faster; theirs is the same.
        }
        finally
        {
            if (Directory.Exists(sibling))
                Directory.Delete(sibling, recursive: true);
        }
    }

    static async Task RunNpmAsync(
        string folder, NpmPackage package, NodeJs node, NpmSetup setup, CancellationToken cancellation)
    {
        var start = node.RunNpm(Install);
        start.WorkingDirectory = folder;
        using var limit = new CancellationTokenSource(InstallLimit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        await using var npm = ChildProcess.Start(start, Signal.Terminate, setup.Output);
        try
        {
            await npm.EndAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new LocalHostException(
                $"npm did not install {package.Name} within {InstallLimit.TotalMinutes} min. "
                + $"Its last lines:\n{npm.LastLines}");
        }

        if (npm.ExitCode != 0)
            throw new LocalHostException(
                $"npm could not install {package.Name} (code {npm.ExitCode}); you can {package.WayOut}. "
                + $"Its last lines:\n{npm.LastLines}");
    }

    static string Shipped(NpmPackage package, string file) =>
        Path.Combine(AppContext.BaseDirectory, package.Folder, file);
}
