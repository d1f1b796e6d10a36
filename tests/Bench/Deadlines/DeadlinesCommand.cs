using System.CommandLine;
using OnCall.Bench.Rig;

namespace OnCall.Bench.Deadlines;

/// <summary><c>deadlines</c>: how late the pages of many incidents are, whose deadlines spread over a minute.</summary>
static class DeadlinesCommand
{
    static readonly TimeSpan Over = TimeSpan.FromSeconds(60);
    static readonly TimeSpan Deadline = TimeSpan.FromSeconds(70);

    // The first level's deadlines are measured; the second level's never come.
    static readonly TimeSpan NoDeadline = TimeSpan.FromHours(1);
    static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    static readonly Option<int> Incidents = new("--incidents") { DefaultValueFactory = _ => 3000 };

    static readonly Option<bool> OnlyMemory = new("--in-memory")
    {
        Description = "Rules and engine alone, on ports in memory and a clock that jumps: events/s, bytes an incident.",
    };

    public static Command Create()
    {
        var command = new Command("deadlines", "How late the pages of many incidents are.") { Incidents, OnlyMemory };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var policy = new ShortPolicy(Deadline, NoDeadline);
            if (parsed.GetValue(OnlyMemory))
                await InMemory.RunAsync(policy.Policy, parsed.GetValue(Incidents), Over, cancellation);
            else
                await RunAsync(policy, parsed.GetValue(Incidents), cancellation);
        });
        return command;
    }

    static async Task RunAsync(ShortPolicy policy, int incidents, CancellationToken cancellation)
    {
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
