using System.Diagnostics;
using System.Globalization;
using OnCall.LocalHost.ChildProcesses;

namespace OnCall.LocalHost.FunctionsHost;

/// <summary>Runs the handler as a program, and starts it again whenever it ends.</summary>
public sealed partial class HandlerProcess : IHandler, IAsyncDisposable
{
    const string PortVariable = "FUNCTIONS_CUSTOMHANDLER_PORT";

    // Azure's limit for the first answer.
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);

    readonly HandlerSetup _setup;
    readonly ILogger<HandlerProcess> _logger;
    readonly CancellationTokenSource _stop = new();
    readonly HandlerStarts _starts;
    readonly HandlerAddress _address = new();
    volatile ChildProcess? _child;
    Task _keptUp = Task.CompletedTask;

    HandlerProcess(HandlerSetup setup) => (_setup, _starts, _logger) =
        (setup, new HandlerStarts(setup.Starts), setup.Loggers.CreateLogger<HandlerProcess>());

    /// <summary>Returns when it answers; throws with its last lines when it does not come up.</summary>
    public static async Task<HandlerProcess> StartAsync(HandlerSetup setup, CancellationToken cancellation)
    {
        var handler = new HandlerProcess(setup);
        try
        {
            await handler.StartOnceAsync(cancellation);
        }
        catch
        {
            await handler.DisposeAsync();
            throw;
        }

        handler._keptUp = Task.Run(handler.KeepUpAsync, CancellationToken.None);
        return handler;
    }

    public Uri? Address => _address.Current;

    /// <summary>Null between two starts.</summary>
    public int? ProcessId => Address is null ? null : _child?.Id;

    /// <summary>When the program was started that runs now, or is to be up soon.</summary>
    public DateTimeOffset LaunchedAt { get; private set; }

    public Task UpAsync(CancellationToken cancellation) => _address.KnownAsync(cancellation);

    public void StartAgain()
    {
        LogStartAgain();
        _address.Clear();
        _child?.Kill();
    }

    /// <summary>Ends it as a machine that fails does, without a chance to tidy up; it is started again.</summary>
    public void Kill() => _child?.Kill();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _keptUp;
        await EndChildAsync();
        _stop.Dispose();
    }

    async Task KeepUpAsync()
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                if (_child is { } child)
                {
                    await child.EndAsync(_stop.Token);
                    LogEnded(child.ExitCode);
                }

                await EndChildAsync();
                await PauseAsync();
                await TryStartAsync();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Disposed: DisposeAsync ends the child.
        }
    }

    Task PauseAsync()
    {
        var now = _setup.Clock.GetUtcNow();
        if (_starts.IsCrashLoop(now))
            LogCrashLoop(_setup.Starts.MaxStartsAMinute);
        return Task.Delay(_starts.PauseBeforeNext(now), _setup.Clock, _stop.Token);
    }

    async Task TryStartAsync()
    {
        try
        {
            await StartOnceAsync(_stop.Token);
        }
        catch (LocalHostException e)
        {
            LogNotStarted(e.Message);
            await EndChildAsync();
        }
    }

    async Task StartOnceAsync(CancellationToken cancellation)
    {
        var file = Path.GetFullPath(Path.Combine(_setup.Folder.Path, _setup.Folder.Host.Executable));
        if (!File.Exists(file))
            throw new LocalHostException(
                $"host.json: customHandler.description.defaultExecutablePath: {file} is not there; build the app.");
        var port = LoopbackPort.PickFree();
        var start = new ProcessStartInfo(file, _setup.Folder.Host.Arguments) { WorkingDirectory = _setup.Folder.Path };
        foreach (var (name, value) in _setup.Environment)
            start.Environment[name] = value;
        start.Environment[PortVariable] = port.ToString(CultureInfo.InvariantCulture);

        LaunchedAt = _setup.Clock.GetUtcNow();
        _starts.Started(LaunchedAt);
        _child = ChildProcess.Start(start, Signal.Terminate, _setup.Output);
        var address = new Uri($"http://127.0.0.1:{port}");
        await Readiness.WaitAsync(_child, address, StartLimit, cancellation);
        _address.Set(address);
        LogUp(file, _child.Id, address);
    }

    async Task EndChildAsync()
    {
        _address.Clear();
        if (Interlocked.Exchange(ref _child, null) is { } child)
            await child.DisposeAsync();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Handler} is up: process {ProcessId} at {Address}")]
    partial void LogUp(string handler, int processId, Uri address);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The handler ended with code {ExitCode}; it is started again")]
    partial void LogEnded(int exitCode);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A call ran past functionTimeout; the handler is started again")]
    partial void LogStartAgain();

    [LoggerMessage(Level = LogLevel.Error, Message = "The handler did not come up: {Reason}")]
    partial void LogNotStarted(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "The handler crashes in a loop: {Starts} starts within a minute")]
    partial void LogCrashLoop(int starts);
}
