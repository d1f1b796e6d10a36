using System.CommandLine;

namespace OnCall.Bench.Crash;

/// <summary>
/// <c>crash</c>: incidents while the functions app is killed and the bus crashes; what people saw must be as if
/// nothing had been.
/// </summary>
static class CrashCommand
{
    // About two starts.
    static readonly TimeSpan PerKill = TimeSpan.FromSeconds(1.5);

    static readonly Option<int> Incidents = new("--incidents") { DefaultValueFactory = _ => 200 };
    static readonly Option<int> Kills = new("--kills") { DefaultValueFactory = _ => 30 };
    static readonly Option<int> BrokerCrashes = new("--broker-crashes") { DefaultValueFactory = _ => 1 };
    static readonly Option<int> Seed = new("--seed") { DefaultValueFactory = _ => 1 };

    public static Command Create()
    {
        var command = new Command("crash", "Kills the functions app again and again, and the bus, and asks who was paged.")
        {
            Incidents, Kills, BrokerCrashes, Seed,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var kills = parsed.GetValue(Kills);
        var plan = new CrashPlan(parsed.GetValue(Incidents), kills, kills * PerKill, parsed.GetValue(Seed))
        {
            BrokerCrashes = parsed.GetValue(BrokerCrashes),
        };
        var report = await CrashRun.PlayAsync(plan, new Dictionary<string, string>(), cancellation);
        await Console.Out.WriteLineAsync(report.ToString());
        return report.IsAsTheRunbookSays ? 0 : 1;
    }
}
