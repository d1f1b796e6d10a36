using System.CommandLine;
using OnCall.Bench.Rig;

namespace OnCall.Bench.Deadlines;

/// <summary><c>deadlines</c>: how late the pages of many incidents are, whose deadlines spread over a minute.</summary>
static class DeadlinesCommand
{
    static readonly TimeSpan Over = TimeSpan.FromSeconds(60);
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(70);
    static readonly TimeSpan NoDeadline = TimeSpan.FromHours(1);
    static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    static readonly Option<int> Incidents = new("--incidents") { DefaultValueFactory = _ => 3000 };

    public static Command Create()
    {
        var command = new Command("deadlines", "How late the pages of many incidents are.") { Incidents };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(Incidents), cancellation));
        return command;
    }

    static async Task RunAsync(int incidents, CancellationToken cancellation)
    {
        // The first level's deadlines are measured; the second level's never come.
        using var policy = new ShortPolicy(Deadline, NoDeadline);
        await using var site = await CountedSite.StartAsync(policy, cancellation);
        await Task.WhenAll(Enumerable.Range(0, incidents).Select(RaiseAsync));

        var began = TimeProvider.System.GetTimestamp();
        while (site.Late.Count < incidents && TimeProvider.System.GetElapsedTime(began) < Limit)
            await Task.Delay(BetweenLooks, TimeProvider.System, cancellation);
        await Console.Out.WriteLineAsync($"{incidents} incidents: {site.Late}");

        async Task RaiseAsync(int number)
        {
            await Task.Delay(Over / incidents * number, TimeProvider.System, cancellation);
            site.Neighbourhood.PagerDuty!.Trigger($"Incident {number}");
        }
    }
}
