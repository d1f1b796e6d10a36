using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using OnCall.LocalHost.Npm;

namespace OnCall.Peers.NodeSuites;

/// <summary>What node said about one test.</summary>
public sealed record NodeResult(string Name, bool Passed, string? Error);

/// <summary>Runs suites, all tests of one in one process, and knows what became of each test.</summary>
public sealed class NodeRun(NodeJs node, IReadOnlyDictionary<string, string> environment)
{
    const string Reporter = "NodeSuites/reporter.mjs";
    static readonly TimeSpan SuiteLimit = TimeSpan.FromMinutes(2);

    readonly ConcurrentDictionary<(string File, string Name), NodeResult> _results = new();
    readonly ConcurrentDictionary<string, string> _errors = new();

    /// <summary>The result of a test; one that node did not report has failed.</summary>
    public NodeResult ResultOf(string file, string name) => _results.TryGetValue((file, name), out var result)
        ? result
        : new NodeResult(name, Passed: false, $"node did not report it. {_errors.GetValueOrDefault(file)}");

    /// <summary>The names of all tests that node reported for this file.</summary>
    public IEnumerable<string> ReportedFor(string file) =>
        _results.Keys.Where(key => key.File == file).Select(key => key.Name);

    public async Task RunAsync(NodeSuite suite, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(SuiteLimit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var process = Process.Start(StartOf(suite))!;
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(either.Token) is { } line)
                Take(suite, line);
            await process.WaitForExitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            cancellation.ThrowIfCancellationRequested();
            _errors[suite.File] = $"The suite took longer than {SuiteLimit.TotalMinutes} min. ";
        }

        _errors[suite.File] = _errors.GetValueOrDefault(suite.File) + await errors;
    }

    ProcessStartInfo StartOf(NodeSuite suite)
    {
        var reporter = new Uri(Path.Combine(AppContext.BaseDirectory, Reporter)).AbsoluteUri;
        var start = node.Run(["--test-reporter", reporter, "--test-reporter-destination", "stdout", suite.Path]);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return start;
    }

    void Take(NodeSuite suite, string line)
    {
        // Whatever else is printed on the way is no result.
        if (!line.StartsWith('{'))
            return;
        var result = JsonSerializer.Deserialize<NodeResult>(line, JsonSerializerOptions.Web)!;
        _results[(suite.File, result.Name)] = result;
    }
}
