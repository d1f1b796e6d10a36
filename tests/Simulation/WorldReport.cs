namespace OnCall.Simulation;

/// <param name="Replay">What plays it again, behind "simulate".</param>
/// <param name="Story">What happened, of the lines that one cares about.</param>
/// <param name="Openings">When which handover was due, of those that were opened.</param>
public sealed record WorldReport(
    int Seed, string Replay, int Events, IReadOnlyList<string> Failures, FaultCount Faults,
    Func<Func<string, bool>, string> Story, IReadOnlyList<DateTimeOffset> Openings)
{
    const int MaxFailures = 5;

    /// <summary>The failures with the stories of the processes concerned, and how to play it again.</summary>
    public override string ToString()
    {
        var processes = Failures.Take(MaxFailures).Select(failure => failure.Split(':')[0]).ToHashSet();
        return $"""
            World {Seed}: {Failures.Count} failures
            {string.Join('\n', Failures.Take(MaxFailures))}

            {Story(line => processes.Any(process => line.StartsWith(process, StringComparison.Ordinal)))}

            Play it again: dotnet run -c Release --project tests/Bench -- simulate {Replay}--seed {Seed} --worlds 1
            """;
    }
}
