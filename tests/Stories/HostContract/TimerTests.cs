using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.HostContract;

public sealed class TimerTests
{
    [Fact]
    public async Task A_timer_fires_at_its_times_and_says_when_it_ran_and_will_run()
    {
        using var folder = new FunctionsFolderOnDisk().WithTimer("Sweep", "0 * * * * *");
        await using var host = await PlayedHost.StartAsync(folder);
        for (var i = 0; i < 2; i++)
        {
            host.Clock.MoveTo(host.Clock.NextDue!.Value);
            await host.QuietAsync();
        }

        Assert.Equal(PlayedHost.Start.AddSeconds(90), host.Clock.GetUtcNow());
        Assert.All(host.Handler.Requests, request => Assert.Equal(("POST", "/Sweep"), (request.Method, request.Target)));
        var envelope = JsonNode.Parse(host.Handler.Requests[1].Text)!;
        var sys = envelope["Metadata"]!["sys"]!.AsObject();
        Assert.True(sys.Remove("RandGuid"));
        Assert.True(JsonNode.DeepEquals(envelope, JsonNode.Parse("""
            {
              "Data": {
                "timer": {
                  "Schedule": { "AdjustForDST": true },
                  "ScheduleStatus": {
                    "Last": "2026-03-02T09:01:00Z", "Next": "2026-03-02T09:02:00Z", "LastUpdated": "2026-03-02T09:01:00Z"
                  },
                  "IsPastDue": false
                }
              },
              "Metadata": { "sys": { "MethodName": "Sweep", "UtcNow": "2026-03-02T09:02:00Z" } }
            }
            """)), envelope.ToJsonString());
    }

    [Fact]
    public async Task Of_a_timer_that_fires_each_half_minute_the_host_remembers_nothing()
    {
        using var folder = new FunctionsFolderOnDisk().WithTimer("Probe", "*/30 * * * * *");
        await using var host = await PlayedHost.StartAsync(folder);
        host.Clock.MoveTo(PlayedHost.Start.AddSeconds(30));
        await host.QuietAsync();
        var timer = JsonNode.Parse(Assert.Single(host.Handler.Requests).Text)!["Data"]!["timer"]!.AsObject();
        Assert.True(timer.ContainsKey("ScheduleStatus"));
        Assert.Null(timer["ScheduleStatus"]);
    }

    [Fact]
    public async Task A_timer_never_runs_twice_at_once()
    {
        var mayAnswer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var folder = new FunctionsFolderOnDisk().WithTimer("Sweep", "0 * * * * *");
        await using var host = await PlayedHost.StartAsync(folder, async context =>
        {
            await mayAnswer.Task;
            await HandlerInTest.AnswerAsync(context, 200, "{}");
        });
        host.Clock.MoveTo(PlayedHost.Start.AddSeconds(30));
        await Eventually.TrueAsync(() => host.Handler.Requests.Count == 1, "the timer has fired");
        Assert.Equal(1, host.Player.UnderWay);
        Assert.Null(host.Clock.NextDue);

        host.Clock.MoveTo(PlayedHost.Start.AddMinutes(10));
        Assert.Equal(1, host.Player.UnderWay);
        mayAnswer.SetResult();
        await host.QuietAsync();
        Assert.Single(host.Handler.Requests);
        Assert.Equal(PlayedHost.Start.AddSeconds(630), host.Clock.NextDue);
    }

    [Fact]
    public async Task A_year_is_waited_for_in_steps_that_a_timer_can_take()
    {
        using var folder = new FunctionsFolderOnDisk().WithTimer("NewYear", "0 0 0 1 1 *");
        await using var host = await PlayedHost.StartAsync(folder);
        while (host.Handler.Requests.Count == 0)
        {
            host.Clock.MoveTo(host.Clock.NextDue!.Value);
            await host.QuietAsync();
        }

        Assert.Equal(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), host.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_run_that_failed_does_not_keep_the_timer_from_its_next_time()
    {
        using var folder = new FunctionsFolderOnDisk().WithTimer("Sweep", "0 * * * * *");
        await using var host = await PlayedHost.StartAsync(folder, context => HandlerInTest.AnswerAsync(context, 503, ""));
        host.Clock.MoveTo(PlayedHost.Start.AddSeconds(30));
        await host.QuietAsync();
        Assert.Equal(PlayedHost.Start.AddSeconds(90), host.Clock.NextDue);
        Assert.Equal("Sweep: failed: answered 503", Assert.Single(host.Log.At(LogLevel.Warning)));
    }

    [Fact]
    public async Task A_run_that_never_completes_stops_the_timer_and_that_is_said()
    {
        using var folder = new FunctionsFolderOnDisk().WithTimer("Sweep", "0 * * * * *");
        await using var host = await PlayedHost.StartAsync(folder, context => HandlerInTest.AnswerAsync(context, 204, ""));
        host.Clock.MoveTo(PlayedHost.Start.AddSeconds(30));
        await host.QuietAsync();
        Assert.Null(host.Clock.NextDue);
        Assert.Equal(
            [
                "Sweep: answered 204 without a body. The Functions host never completes such an invocation: "
                    + "answer 200, application/json, with an object; {} will do",
                "Sweep: stops firing, as its run never completes",
            ],
            host.Log.At(LogLevel.Error));
    }
}
