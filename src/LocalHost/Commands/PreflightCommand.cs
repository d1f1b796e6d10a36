using System.CommandLine;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using OnCall.Functions.Settings;

namespace OnCall.LocalHost.Commands;

/// <summary><c>preflight</c>: would pages arrive? Looks before anything happens.</summary>
static class PreflightCommand
{
    static readonly Option<int?> FunctionsPort = new("--functions-port")
    {
        Description = "Which `up` is meant when several run: the port at which its functions answer.",
    };

    public static Command Create()
    {
        var command = new Command("preflight", "Says whether pages would arrive: everybody reachable, no gap for four weeks.")
        {
            FunctionsPort,
        };
        command.SetAction(RunAsync);
        return command;
    }

    static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var sources = new PreflightSources(
            GivenSettings.FromEnvironment(), RunningUp.All(), parsed.GetValue(FunctionsPort));
        var reading = ReadPolicy();
        var facts = reading is PolicyReading.Valid valid
            ? await sources.PeopleAsync(valid.Policy, cancellation)
            : [];
        var (overrides, unread) = await sources.OverridesAsync(cancellation);
        List<PreflightFinding> findings =
            [.. Preflight.Of(reading, overrides, facts, TimeProvider.System.GetUtcNow()).Findings, .. unread];

        foreach (var finding in findings.OrderByDescending(one => one.Severity))
            Console.WriteLine($"{finding.Severity.ToString().ToLowerInvariant(),-8} {finding.Sentence}\n{"",-8} {finding.Mend}");
        var errors = findings.Count(one => one.Severity == Severity.Error);
        Console.WriteLine(findings.Count == 0
            ? "Ready: everybody can be reached, and somebody is on call at every instant of the next four weeks."
            : $"Errors: {errors}. Warnings, which keep no page from arriving as far as is known: {findings.Count - errors}.");
        return errors == 0 ? ExitCodes.Fine : ExitCodes.NotAsExpected;
    }

    static PolicyReading ReadPolicy()
    {
        try
        {
            return new PolicyReading.Valid(
                PolicySource.Read(Environment.GetEnvironmentVariable(PolicySource.Setting)).Policy);
        }
        catch (SettingsException e)
        {
            return new PolicyReading.Invalid(e.Errors);
        }
    }
}
