using System.CommandLine;
using OnCall.Functions.Settings;
using OnCall.LocalHost;
using OnCall.LocalHost.Commands;
using OnCall.LocalHost.Drills;

// Everything on one machine. Without a command it comes up and stays up.
var root = new RootCommand("OnCallFunctions on this machine: the functions app, and everybody around it.");
UpCommand.AddTo(root).Subcommands.Add(UpCommand.AddTo(new Command("up", "Brings everything up (the default).")));
root.Subcommands.Add(DrillCommand.Create());
root.Subcommands.Add(DeadLettersCommand.Create());
root.Subcommands.Add(PreflightCommand.Create());
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        // After Ctrl+C everything is brought down in order, which takes longer than two seconds on a busy machine.
        ProcessTerminationTimeout = TimeSpan.FromSeconds(15),
    });
}
catch (Exception wrong) when (wrong is LocalHostException or SettingsException)
{
    await Console.Error.WriteLineAsync(wrong.Message);
    return ExitCodes.CannotStart;
}
