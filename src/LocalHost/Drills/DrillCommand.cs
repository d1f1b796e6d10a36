using System.CommandLine;
using OnCall.Functions.Settings;
using OnCall.LocalHost.Commands;

namespace OnCall.LocalHost.Drills;

/// <summary><c>drill &lt;scenario&gt;</c>: plays a story and says whether it went as the runbook says.</summary>
static class DrillCommand
{
    public static Command Create()
    {
        var scenario = new Argument<string>("scenario")
        {
            Description = string.Join("\n", AllDrills.List.Select(drill => $"{drill.Name}: {drill.About}")),
        };
        scenario.AcceptOnlyFromAmong([.. AllDrills.List.Select(drill => drill.Name)]);
        var command = new Command("drill", "Plays a story at accelerated time and prints what people see.")
        {
            scenario, CommonOptions.InMemory, CommonOptions.Verbose,
        };
        command.SetAction((parsed, cancellation) => PlayAsync(
            AllDrills.List.Single(drill => drill.Name == parsed.GetValue(scenario)),
            parsed.GetValue(CommonOptions.InMemory),
            parsed.GetValue(CommonOptions.Verbose),
            cancellation));
        return command;
    }

    static async Task<int> PlayAsync(Drill drill, bool inMemory, bool verbose, CancellationToken cancellation)
    {
        using var loggers = ConsoleLogs.Create(verbose);
        var (policy, file) = PolicySource.Read(Environment.GetEnvironmentVariable(PolicySource.Setting));
        await using var stage = await Stage.SetAsync(
            new StageSetup(policy, file)
            {
                Start = drill.Start,
                InMemory = inMemory,
                Loggers = loggers,
                Progress = Console.Error.WriteLine,
            },
            cancellation);
        var screen = new DrillScreen(Console.Out);
        screen.Open(drill, stage);
        stage.Seen += seen => screen.Show(seen, policy.Channels);
        stage.PagerDuty.WebhookSent += attempt => screen.Show(attempt.At - drill.Start, attempt);
        await drill.PlayAsync(stage, cancellation);

        var verdict = DrillVerdict.Of(drill.Expected, stage.Sightings);
        screen.Close(verdict);
        return verdict.IsAsTheRunbookSays ? ExitCodes.Fine : ExitCodes.NotAsExpected;
    }
}
