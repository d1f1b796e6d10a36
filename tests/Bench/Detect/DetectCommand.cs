using System.CommandLine;

namespace OnCall.Bench.Detect;

/// <summary><c>detect</c>: from an outage to PagerDuty's 202, in simulated time and, as far as it is ours, in real time.</summary>
static class DetectCommand
{
    static readonly Option<int> Worlds = new("--worlds")
    {
        Description = "Simulated, with one to four outages each; 0 leaves them out.",
        DefaultValueFactory = _ => 300,
    };

    static readonly Option<int> Pages = new("--pages")
    {
        Description = "In real time; 0 leaves them out.",
        DefaultValueFactory = _ => 100,
    };

    public static Command Create()
    {
        var command = new Command("detect", "How long it takes until PagerDuty knows of an outage.") { Worlds, Pages };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(Worlds) is > 0 and var worlds)
                SimulatedPages.Measure(worlds);
            if (parsed.GetValue(Pages) is > 0 and var pages)
                await RealPages.MeasureAsync(pages, cancellation);
        });
        return command;
    }
}
