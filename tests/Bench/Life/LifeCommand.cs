using System.CommandLine;
using System.Globalization;
using OnCall.Bench.Rig;

namespace OnCall.Bench.Life;

/// <summary>
/// <c>life</c>: incidents with a first deadline, half acknowledged before it, the others paged to secondary and
/// lead and then over; how many begin a second, what one costs, how late each page is, busy and on an idle engine,
/// and what becomes of them when the app is killed.
/// </summary>
static class LifeCommand
{
    const int OnAnIdleEngine = 6;
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    static readonly Option<int> Incidents = new("--incidents") { DefaultValueFactory = _ => 200 };
    static readonly Option<int> Over = new("--over") { DefaultValueFactory = _ => 20, Description = "Seconds." };

    static readonly Option<string> App = new("--app")
    {
        DefaultValueFactory = _ => AppContext.BaseDirectory,
        Description = "For 'overdue': the app as it was published (dotnet publish src/Functions).",
    };

    static readonly Option<string[]> Rows = new("--rows")
    {
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => ["starts", "lateness", "idle", "killed", "overdue"],
        Description = "Which rows of the table to measure.",
    };

    public static Command Create()
    {
        var command = new Command("life", "What the life of an incident costs, and how late its pages are.")
        {
            Incidents, Over, Rows, App,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            foreach (var row in parsed.GetValue(Rows)!)
                await RunAsync(
                    row, parsed.GetValue(Incidents), TimeSpan.FromSeconds(parsed.GetValue(Over)), parsed.GetValue(App)!,
                    cancellation);
        });
        return command;
    }

    static Task RunAsync(
        string row, int incidents, TimeSpan over, string app, CancellationToken cancellation) => row switch
        {
            "starts" => Starts.RunAsync(cancellation),
            "lateness" => LatenessAsync(incidents, over, cancellation),
            "idle" => IdleAsync(cancellation),
            "killed" => Killed.RunAsync(incidents, over, cancellation),
            "overdue" => Overdue.RunAsync(app, cancellation),
            _ => throw new ArgumentException($"There is no row '{row}'."),
        };

    // Primary, secondary, lead.
    static ShortPolicy ThreeLevels() => new(Deadline, Deadline, Deadline);

    static async Task LatenessAsync(int incidents, TimeSpan over, CancellationToken cancellation)
    {
        using var policy = ThreeLevels();
        await PlayAsync(policy, "idle engine", OnAnIdleEngine, OnAnIdleEngine * 4 * Deadline, cancellation);
        await PlayAsync(policy, "busy", incidents, over, cancellation);
    }

    static async Task PlayAsync(
        ShortPolicy policy, string name, int incidents, TimeSpan over, CancellationToken cancellation)
    {
        await using var site = await CountedSite.StartAsync(policy, cancellation);
        await RestAsync(site, cancellation);
        var (calls, messages, before, swept) = (site.Store.Total, site.Wakeups.Sent, site.Store.Calls(), site.Swept());
        site.Late.Clear();
        await Task.WhenAll(Enumerable.Range(0, incidents).Select(LiveAsync));
        await RestAsync(site, cancellation);

        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{name}, {incidents} in {over.TotalSeconds:F0} s: {site.Late}; an incident took "
            + $"{(double)(site.Store.Total - calls) / incidents:F1} storage calls and "
            + $"{(double)(site.Wakeups.Sent - messages) / incidents:F1} messages "
            + $"({Listed(call => (double)call / incidents)}); the sweep meanwhile {site.Swept() - swept} storage calls"));

        string Listed(Func<int, double> each) => string.Join(", ", site.Store.Since(before).Select(call =>
            string.Create(CultureInfo.InvariantCulture, $"{call.Key} {each(call.Value):F1}")));

        async Task LiveAsync(int number)
        {
            await Task.Delay(over / incidents * number, TimeProvider.System, cancellation);
            var pagerDuty = site.Neighbourhood.PagerDuty!;
            var incident = pagerDuty.Trigger($"Incident {number}");
            if (number % 2 == 0)
                return;
            await Task.Delay(Deadline / 2, TimeProvider.System, cancellation);
            pagerDuty.Acknowledge(incident.Id, site.FirstPerson);
        }
    }

    /// <summary>Returns when nothing has been sent for longer than a deadline.</summary>
    static async Task RestAsync(CountedSite site, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        var (last, since) = (-1, began);
        while (TimeProvider.System.GetElapsedTime(since) < Deadline * 1.5
            && TimeProvider.System.GetElapsedTime(began) < Limit)
        {
            if (site.Wakeups.Sent is var now && now != last)
                (last, since) = (now, TimeProvider.System.GetTimestamp());
            await Task.Delay(BetweenLooks, TimeProvider.System, cancellation);
        }
    }

    static async Task IdleAsync(CancellationToken cancellation)
    {
        using var policy = ThreeLevels();
        await using var site = await CountedSite.StartAsync(policy, cancellation);
        foreach (var incident in site.Neighbourhood.PagerDuty!.Incidents)
            site.Neighbourhood.PagerDuty.Resolve(incident.Id, site.FirstPerson);
        await Task.Delay(Minute + Deadline, TimeProvider.System, cancellation);
        var (calls, messages, before) = (site.Store.Total + site.Swept(), site.Wakeups.Sent, site.Store.Calls());
        await Task.Delay(Minute, TimeProvider.System, cancellation);
        await Console.Out.WriteLineAsync(
            $"idle: {site.Store.Total + site.Swept() - calls} storage calls and {site.Wakeups.Sent - messages} messages a minute "
            + $"(other than the sweep's: {string.Join(", ", site.Store.Since(before).Select(call => $"{call.Key} {call.Value}"))})");
    }
}
