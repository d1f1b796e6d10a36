using System.CommandLine;
using OnCall.Bench.Crash;
using OnCall.Bench.Deadlines;
using OnCall.Bench.Detect;
using OnCall.Bench.Draft;
using OnCall.Bench.Fuzz;
using OnCall.Bench.Life;
using OnCall.Bench.Memory;
using OnCall.Bench.Simulate;
using OnCall.Bench.Webhook;

// How fast, how large and how robust: each command prints its figures beside a floor of the same run.
var root = new RootCommand("Measures OnCallFunctions on this machine.");
Command[] commands =
[
    WebhookCommand.Create(), DeadlinesCommand.Create(), LifeCommand.Create(), MemoryCommand.Create(),
    CrashCommand.Create(), FuzzCommand.Create(), SimulateCommand.Create(), DraftCommand.Create(),
    DetectCommand.Create(),
];
foreach (var command in commands)
    root.Subcommands.Add(command);
return await root.Parse(args).InvokeAsync();
