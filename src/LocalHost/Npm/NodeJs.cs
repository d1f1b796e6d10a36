using System.Diagnostics;
using System.Globalization;
using OnCall.LocalHost.ChildProcesses;

namespace OnCall.LocalHost.Npm;

/// <summary>Node.js and its npm, as installed on this machine.</summary>
public sealed class NodeJs
{
    const int OldestMajor = 20;
    static readonly string[] Endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];
    static readonly TimeSpan VersionLimit = TimeSpan.FromSeconds(30);

    readonly NpmPackage _package;
    readonly string _searchPath;
    readonly string _node;

    NodeJs(NpmPackage package, string searchPath) =>
        (_package, _searchPath, _node) = (package, searchPath, Find(package, searchPath, "node"));

    /// <summary>Throws with an advice when it is missing or too old.</summary>
    public static async Task<NodeJs> FindAsync(
        NpmPackage package, string searchPath, CancellationToken cancellation)
    {
        var node = new NodeJs(package, searchPath);
        var version = await node.VersionAsync(cancellation);
        if (Major(version) < OldestMajor)
            throw new LocalHostException(
                $"{package.Name} needs a newer Node.js than {version}. {Advice(package)}");
        return node;
    }

    public ProcessStartInfo Run(IEnumerable<string> arguments) => In(_searchPath, _node, arguments);

    /// <summary>npm may be missing where Node.js is there.</summary>
    public ProcessStartInfo RunNpm(IEnumerable<string> arguments) =>
        In(_searchPath, Find(_package, _searchPath, "npm"), arguments);

    static string Find(NpmPackage package, string searchPath, string program) => searchPath
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => Endings.Select(ending => Path.Combine(folder, program + ending)))
        .FirstOrDefault(File.Exists)
        ?? throw new LocalHostException(
            $"{package.Name} needs {program}, which is not on the PATH. {Advice(package)}");

    static string Advice(NpmPackage package) =>
        $"Install Node.js 20 or newer with npm (https://nodejs.org), or {package.WayOut}.";

    async Task<string> VersionAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(VersionLimit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        await using var child = ChildProcess.Start(Run(["--version"]), Signal.Terminate, output: null);
        await child.EndAsync(either.Token);
        return child.LastLines;
    }

    // Written as v20.1.2. Something else counts as too old, and is shown.
    static int Major(string version)
    {
        var first = version.TrimStart('v').Split('.')[0];
        return int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;
    }

    static ProcessStartInfo In(string searchPath, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments);
        start.Environment["PATH"] = searchPath;
        return start;
    }
}
