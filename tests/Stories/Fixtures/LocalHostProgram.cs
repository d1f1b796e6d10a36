using System.Collections.Concurrent;
using System.Diagnostics;

namespace OnCall.Stories.Fixtures;

/// <summary>The local host as people start it: a program of its own.</summary>
public sealed class LocalHostProgram : IAsyncDisposable
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    readonly Process _process;
    readonly ConcurrentQueue<string> _lines = [];

    LocalHostProgram(Process process) => _process = process;

    public string Output => string.Join('\n', _lines);

    public static LocalHostProgram Start(IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "OnCall.LocalHost"), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var program = new LocalHostProgram(new Process { StartInfo = start });
        program._process.OutputDataReceived += (_, line) => program.Take(line.Data);
        program._process.ErrorDataReceived += (_, line) => program.Take(line.Data);
        program._process.Start();
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    public async Task<int> EndAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    public Task SaysAsync(string text) => Eventually.TrueAsync(
        () => Output.Contains(text, StringComparison.Ordinal) || _process.HasExited, $"'{text}' in:\n{Output}");

    /// <summary>As Ctrl+C does.</summary>
    public async Task<int> InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", $"{_process.Id}"]);
        return await EndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    void Take(string? line)
    {
        if (line is not null)
            _lines.Enqueue(line);
    }
}
