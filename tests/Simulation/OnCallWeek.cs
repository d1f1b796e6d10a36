using OnCall.Core.Policy;

namespace OnCall.Simulation;

/// <summary>Plays a week from a seed and says what did not hold.</summary>
public static class OnCallWeek
{
    const int MaxIncidents = 6;
    static readonly TimeSpan Week = TimeSpan.FromDays(7);
    static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    /// <summary>After the last page everything has come to its end by then, whatever happened.</summary>
    static readonly TimeSpan Afterwards = TimeSpan.FromHours(12);

    public static WeekReport Play(int seed, OnCallPolicy policy, Mutation mutation = Mutation.None)
    {
        var world = new World(seed, policy, mutation);
        var incidents = 1 + world.Chance.Number(MaxIncidents);
        var last = TimeSpan.Zero;
        for (var number = 1; number <= incidents; number++)
        {
            var (at, name) = (world.Chance.Between(0, Week.TotalSeconds), number);
            last = at > last ? at : last;
            world.Timeline.Schedule(at, () => world.PagerDuty.Trigger(name));
            if (world.Weather.Sweeps)
                Sweep(world, at, World.Start + at + Afterwards);
        }

        var failures = new List<string>();
        try
        {
            world.Timeline.Run();
            failures.AddRange(Invariants.Check(world));
        }
        catch (Exception e) when (e is WorldFailedException or ArgumentException or InvalidOperationException)
        {
            // An engine that breaks its own rules ends the world; which one, the story says.
            failures.Add($"{e.GetType().Name}: {e.Message}");
        }

        return new WeekReport(seed, incidents, world.Timeline.Events, failures, world.Faults, world.Timeline.Story);
    }

    // Around an incident only: at rest there is nothing to find.
    static void Sweep(World world, TimeSpan after, DateTimeOffset until) => world.Timeline.Schedule(after, async () =>
    {
        if (world.Now > until)
            return;
        if (world.AnyWorker() is { } worker)
            World.RunIn(worker, () => world.SweepAsync(worker), _ => { });
        if (await world.IsAnythingOpenAsync())
            Sweep(world, SweepEvery, until);
    });
}

/// <param name="Story">What happened, of the lines that one cares about.</param>
public sealed record WeekReport(
    int Seed, int Incidents, int Events, IReadOnlyList<string> Failures, FaultCount Faults,
    Func<Func<string, bool>, string> Story)
{
    /// <summary>The failures with the stories of the incidents concerned, and how to play it again.</summary>
    public override string ToString() =>
        $"""
        World {Seed}: {Failures.Count} failures
        {string.Join('\n', Failures.Take(5))}

        {Story(line => !line.Contains('-', StringComparison.Ordinal) || Failures.Any(failure => line.StartsWith(failure.Split(':')[0], StringComparison.Ordinal)))}

        Play it again: dotnet run -c Release --project tests/Bench -- simulate --seed {Seed} --worlds 1
        """;
}
