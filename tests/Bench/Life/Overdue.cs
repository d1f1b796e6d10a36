using System.Globalization;
using OnCall.Bench.Rig;
using OnCall.Functions.Settings;
using OnCall.LocalHost.FunctionsHost;
using OnCall.LocalHost.Site;

namespace OnCall.Bench.Life;

/// <summary>
/// How long a new process takes, from its launch, to the first thing that it does about deadlines that passed while
/// there was none; beside the floor, which is its start alone.
/// </summary>
static class Overdue
{
    const int Rounds = 5;
    const int Incidents = 6;
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(6);
    static readonly TimeSpan NoDeadline = TimeSpan.FromHours(1);
    static readonly TimeSpan KilledBefore = TimeSpan.FromSeconds(1);

    /// <summary>So that every deadline has passed when the new process is launched.</summary>
    static readonly TimeSpan Away = TimeSpan.FromSeconds(2);

    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(5);

    public static async Task RunAsync(string app, CancellationToken cancellation)
    {
        using var policy = new ShortPolicy(Deadline, NoDeadline);
        await using var site = await StartAsync(app, policy, cancellation);
        var rounds = new List<(TimeSpan Up, TimeSpan Call, TimeSpan Page)>();
        for (var round = 1; round <= Rounds; round++)
            rounds.Add(await PlayAsync(site, cancellation));
        await Console.Out.WriteLineAsync(
            $"new process → first overdue action, {Rounds} times: {Spread(round => round.Call)}, first page "
            + $"{Spread(round => round.Page)}, beside a start of {Spread(round => round.Up)}");

        string Spread(Func<(TimeSpan Up, TimeSpan Call, TimeSpan Page), TimeSpan> part)
        {
            var sorted = rounds.Select(part).Order().ToList();
            return string.Create(CultureInfo.InvariantCulture,
                $"p50 {sorted[sorted.Count / 2].TotalSeconds:F2} s, max {sorted[^1].TotalSeconds:F2} s");
        }
    }

    static async Task<LocalSite> StartAsync(string app, ShortPolicy policy, CancellationToken cancellation)
    {
        var neighbourhood = await Neighbourhood.StartAsync(
            new NeighbourhoodSetup(policy.Policy, TimeProvider.System), cancellation);
        return await LocalSite.StartAsync(
            neighbourhood,
            new LocalSiteSetup(
                new Dictionary<string, string>(neighbourhood.Settings) { [PolicySource.Setting] = policy.File },
                TimeProvider.System)
            {
                AppFolder = app,
                FunctionsPort = 0,
                Starts = new StartLimits { Pause = Away, MaxStartsAMinute = int.MaxValue },
            },
            cancellation);
    }

    static async Task<(TimeSpan Up, TimeSpan Call, TimeSpan Page)> PlayAsync(
        LocalSite site, CancellationToken cancellation)
    {
        var (app, pagerDuty) = (site.App!, site.Neighbourhood.PagerDuty!);
        var incidents = Enumerable.Range(0, Incidents).Select(number => pagerDuty.Trigger($"Incident {number}").Id)
            .ToHashSet(StringComparer.Ordinal);
        await Task.Delay(Deadline - KilledBefore, TimeProvider.System, cancellation);

        var (call, page) = (new TaskCompletionSource<DateTimeOffset>(), new TaskCompletionSource<DateTimeOffset>());
        pagerDuty.Called += called =>
        {
            // Not the list of all incidents, which is compared from time to time.
            if (called.Path.Split('/', '?') is ["", "incidents", var incident, ..] && incidents.Contains(incident))
                call.TrySetResult(called.At);
        };
        pagerDuty.Happened += happening =>
        {
            if (happening.EventType == "incident.escalated" && incidents.Contains(happening.Incident.Id))
                page.TrySetResult(happening.At);
        };
        var killed = app.ProcessId;
        app.Kill();
        while (app.ProcessId is not { } life || life == killed)
            await Task.Delay(BetweenLooks, TimeProvider.System, cancellation);
        var up = TimeProvider.System.GetUtcNow();
        return (up - app.LaunchedAt,
            await call.Task.WaitAsync(cancellation) - app.LaunchedAt,
            await page.Task.WaitAsync(cancellation) - app.LaunchedAt);
    }
}
