using System.CommandLine;

namespace OnCall.Bench.Fuzz;

/// <summary><c>fuzz</c>: no 5xx and no acceptance of an unsigned webhook, whatever is sent.</summary>
static class FuzzCommand
{
    static readonly Option<int> Requests = new("--requests") { DefaultValueFactory = _ => 10_000 };
    static readonly Option<int> Seed = new("--seed") { DefaultValueFactory = _ => 1 };

    public static Command Create()
    {
        var command = new Command("fuzz", "Hostile requests to every endpoint of the app.") { Requests, Seed };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var report = await FuzzRun.PlayAsync(parsed.GetValue(Requests), parsed.GetValue(Seed), cancellation);
        await Console.Out.WriteLineAsync(report.ToString());
        return report.Faults.Count == 0 ? 0 : 1;
    }
}
