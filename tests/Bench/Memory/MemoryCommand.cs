using System.CommandLine;
using System.Globalization;
using OnCall.Bench.Rig;
using OnCall.LocalHost.Site;

namespace OnCall.Bench.Memory;

/// <summary><c>memory</c>: what the functions app, a program of its own, keeps resident (Linux).</summary>
static class MemoryCommand
{
    static readonly TimeSpan NoDeadline = TimeSpan.FromHours(12);
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan Rest = TimeSpan.FromSeconds(15);

    static readonly Option<int> Incidents = new("--incidents") { DefaultValueFactory = _ => 10_000 };

    public static Command Create()
    {
        var command = new Command("memory", "Resident memory of the functions app.") { Incidents };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(Incidents), cancellation));
        return command;
    }

    static async Task RunAsync(int incidents, CancellationToken cancellation)
    {
        using var policy = new ShortPolicy(NoDeadline);
        var neighbourhood = await Neighbourhood.StartAsync(
            new NeighbourhoodSetup(policy.Policy, TimeProvider.System), cancellation);
        using var loggers = LoggerFactory.Create(logging => logging
            .SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(console => console.SingleLine = true));
        await using var site = await LocalSite.StartAsync(
            neighbourhood,
            new LocalSiteSetup(
                new Dictionary<string, string>(neighbourhood.Settings) { ["OnCall__PolicyFile"] = policy.File },
                TimeProvider.System)
            {
                FunctionsPort = 0,
                Output = line => ShowFailure(line),
                Loggers = loggers,
            },
            cancellation);
        await ReportAsync("idle", site, cancellation);

        var intake = new Intake(site);
        await intake.OpenAsync(incidents, cancellation);
        await intake.DrainedAsync(cancellation);
        await ReportAsync($"{intake}, open", site, cancellation);
    }

    static void ShowFailure(string line)
    {
        if (line.StartsWith("fail", StringComparison.Ordinal))
            Console.Error.WriteLine(line);
    }

    static async Task ReportAsync(string state, LocalSite site, CancellationToken cancellation)
    {
        while (site.App!.ProcessId is null)
            await Task.Delay(BetweenLooks, TimeProvider.System, cancellation);
        await Task.Delay(Rest, TimeProvider.System, cancellation);
        var status = await File.ReadAllLinesAsync($"/proc/{site.App.ProcessId}/status", cancellation);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{state}: {Megabytes("VmRSS"):F0} MB resident, {Megabytes("VmHWM"):F0} MB at most"));

        // "VmRSS:     75912 kB"
        double Megabytes(string name) => double.Parse(
            status.Single(line => line.StartsWith(name, StringComparison.Ordinal))
                .Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture) / 1024;
    }
}
