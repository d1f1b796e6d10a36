using System.ComponentModel;
using System.Diagnostics;

namespace OnCall.LocalHost.ChildProcesses;

/// <summary>A program that we started, and the only one that we end.</summary>
sealed class ChildProcess : IAsyncDisposable
{
    // How long a program may take to end by itself before it is ended.
    static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    readonly Process _process;
    readonly OutputTail _tail = new();
    readonly Signal _endsBy;

    ChildProcess(ProcessStartInfo start, Signal endsBy, Action<string>? output)
    {
        _endsBy = endsBy;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Take(line.Data, output);
        _process.ErrorDataReceived += (_, line) => Take(line.Data, output);
    }

    /// <param name="endsBy">The signal upon which the program ends in order.</param>
    /// <param name="output">Gets every line that it writes.</param>
    public static ChildProcess Start(ProcessStartInfo start, Signal endsBy, Action<string>? output)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError, start.UseShellExecute) = (true, true, false);
        var child = new ChildProcess(start, endsBy, output);
        try
        {
            child._process.Start();
        }
        catch (Win32Exception e)
        {
            child._process.Dispose();
            throw new LocalHostException($"{start.FileName} cannot be started: {e.Message}");
        }

        child.Id = child._process.Id;
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    public int Id { get; private set; }

    public string CommandLine => string.Join(' ', [_process.StartInfo.FileName, .. _process.StartInfo.ArgumentList]);

    public bool HasEnded => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public string LastLines => _tail.ToString();

    /// <summary>Returns when it has ended and all it wrote has been read.</summary>
    public Task EndAsync(CancellationToken cancellation) => _process.WaitForExitAsync(cancellation);

    /// <summary>At once, without a chance to tidy up.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended meanwhile, and been let go.
        }
    }

    /// <summary>Asks it to end, and ends it when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!HasEnded && !OperatingSystem.IsWindows())
            Signals.Send(Id, _endsBy);
        using var limit = new CancellationTokenSource(
            OperatingSystem.IsWindows() ? TimeSpan.Zero : EndLimit, TimeProvider.System);
        try
        {
            await EndAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
    }

    void Take(string? line, Action<string>? output)
    {
        if (line is null)
            return;
        _tail.Add(line);
        output?.Invoke(line);
    }
}
