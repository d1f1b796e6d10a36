using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;
using OnCall.LocalHost;
using OnCall.LocalHost.FunctionsHost;
using OnCall.LocalHost.Time;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.HostContract;

public sealed class HandlerProcessTests : IDisposable
{
    const string Answers = """
        #!/usr/bin/env node
        const server = require('http').createServer((request, response) => {
          if (request.url === '/api/die') process.exit(3);
          if (request.url === '/api/hang') return;
          response.end(`${process.pid} ${process.env.GREETING}`);
        });
        server.listen(process.env.FUNCTIONS_CUSTOMHANDLER_PORT, '127.0.0.1');
        process.on('SIGTERM', () => { console.log('ends in order'); process.exit(0); });
        """;

    readonly ConcurrentQueue<string> _output = [];
    readonly SimulatedClock _clock = new(PlayedHost.Start);
    readonly LogLines _log = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_gets_its_settings_and_is_ended_in_order()
    {
        using var folder = Folder(Answers);
        await using (var handler = await StartAsync(folder))
            Assert.Equal($"{handler.ProcessId} hello", await GetAsync(handler.Address!));
        Assert.Equal(["ends in order"], _output);
    }

    [Fact]
    public async Task One_that_dies_costs_one_500_and_is_started_again_after_half_a_second()
    {
        using var folder = Folder(Answers).WithHttp("Any", "{**path}");
        await using var handler = await StartAsync(folder);
        await using var player = await FunctionsHostPlayer.StartAsync(
            new FunctionsHostSetup(FunctionsFolder.Read(folder.Path), handler) { Port = 0, Clock = _clock }, Cancellation);
        using var http = new HttpClient { BaseAddress = player.Address };
        var first = handler.ProcessId;

        Assert.Equal(HttpStatusCode.InternalServerError, (await http.GetAsync("/api/die", Cancellation)).StatusCode);
        await Eventually.TrueAsync(() => _clock.NextDue is not null, "its end was seen");
        Assert.Equal(HttpStatusCode.InternalServerError, (await http.GetAsync("/api/hello", Cancellation)).StatusCode);
        Assert.Equal(PlayedHost.Start.AddSeconds(0.5), _clock.NextDue);

        _clock.MoveTo(PlayedHost.Start.AddSeconds(0.5));
        await Eventually.TrueAsync(() => handler.Address is not null, "it is up again");
        Assert.NotEqual(first, handler.ProcessId);
        Assert.Equal($"{handler.ProcessId} hello", await http.GetStringAsync("/api/hello", Cancellation));
    }

    [Fact]
    public async Task One_that_hangs_past_functionTimeout_is_ended_and_started_again()
    {
        using var folder = Folder(Answers).WithHttp("Any", "{**path}")
            .With("host.json", FunctionsFolderOnDisk.HostJson.Replace("00:00:20", "00:00:01", StringComparison.Ordinal));
        await using var handler = await StartAsync(folder);
        await using var player = await FunctionsHostPlayer.StartAsync(
            new FunctionsHostSetup(FunctionsFolder.Read(folder.Path), handler) { Port = 0, Clock = _clock }, Cancellation);
        using var http = new HttpClient { BaseAddress = player.Address };
        Assert.Equal(HttpStatusCode.InternalServerError, (await http.GetAsync("/api/hang", Cancellation)).StatusCode);
        await Eventually.TrueAsync(() => _clock.NextDue is not null, "its end was seen");
    }

    [Fact]
    public async Task One_that_ends_while_starting_is_reported_with_its_last_lines()
    {
        using var folder = Folder("#!/bin/sh\necho no settings >&2\nexit 4\n");
        var error = await Assert.ThrowsAsync<LocalHostException>(() => StartAsync(folder));
        Assert.Contains("ended with code 4", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("no settings", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_is_not_there_is_reported_by_its_field()
    {
        using var folder = new FunctionsFolderOnDisk();
        var error = await Assert.ThrowsAsync<LocalHostException>(() => StartAsync(folder));
        Assert.StartsWith("host.json: customHandler.description.defaultExecutablePath:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_loop_becomes_visible_and_slows_down()
    {
        // Comes up once, and never again.
        using var folder = Folder("#!/bin/sh\n[ -e once ] && exit 5\ntouch once\nexec ./answers\n").With("answers", Answers);
        MayBeStarted(folder, "answers");
        await using var handler = await StartAsync(folder);
        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(new Uri(handler.Address!, "/api/die")));
        for (var starts = 1; starts <= 10; starts++)
        {
            await Eventually.TrueAsync(() => _clock.NextDue is not null, "the next start is planned");
            if (starts < 10)
                _clock.MoveTo(PlayedHost.Start.AddSeconds(0.5 * starts));
        }

        Assert.Contains("The handler crashes in a loop: 10 starts within a minute", _log.At(LogLevel.Error));
        Assert.Equal(PlayedHost.Start.AddMinutes(1), _clock.NextDue);
    }

    public void Dispose() => _log.Dispose();

    static FunctionsFolderOnDisk Folder(string script)
    {
        var folder = new FunctionsFolderOnDisk().With("handler", script);
        MayBeStarted(folder, "handler");
        return folder;
    }

    static void MayBeStarted(FunctionsFolderOnDisk folder, string file)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(folder.Path, file), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    Task<HandlerProcess> StartAsync(FunctionsFolderOnDisk folder) => HandlerProcess.StartAsync(
        new HandlerSetup(FunctionsFolder.Read(folder.Path))
        {
            Environment = new Dictionary<string, string> { ["GREETING"] = "hello" },
            Output = _output.Enqueue,
            Clock = _clock,
            Loggers = _log,
        },
        Cancellation);

    static async Task<string> GetAsync(Uri address)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(address, Cancellation);
    }
}
