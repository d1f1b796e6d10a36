using OnCall.Core.Policy;
using OnCall.Simulation;

namespace OnCall.Engine.Tests.Simulated;

/// <summary>What must always hold, in worlds in which everything goes wrong that can.</summary>
public class OnCallWeekTests(ITestOutputHelper output)
{
    const int Worlds = 2000;
    const int WorldsForMutations = 400;

    static OnCallPolicy Policy => ShippedPolicy.Value;

    [Fact]
    public void In_two_thousand_worlds_everything_holds()
    {
        var reports = Enumerable.Range(1, Worlds).AsParallel().AsOrdered()
            .Select(seed => OnCallWeek.Play(seed, Policy)).ToList();

        Assert.All(reports, report => Assert.True(report.Failures.Count == 0, report.ToString()));
        var faults = new FaultCount();
        reports.ForEach(report => faults.Add(report.Faults));
        foreach (var (kind, times) in faults.Counts)
            output.WriteLine($"{times,10} {kind}");
        Assert.True(faults.Counts["crash"] > Worlds, "The worlds are too calm to prove anything.");
    }

    [Fact]
    public void The_same_seed_is_the_same_story()
    {
        var (first, second) = (OnCallWeek.Play(7, Policy), OnCallWeek.Play(7, Policy));

        Assert.Equal(first.Story(_ => true), second.Story(_ => true));
        Assert.Equal(first.Events, second.Events);
    }

    public static TheoryData<Mutation> Mutations =>
        [.. Enum.GetValues<Mutation>().Except([Mutation.None, .. WatchedHours.Mutations])];

    [Theory]
    [MemberData(nameof(Mutations))]
    public void An_engine_that_is_wrong_is_caught(Mutation mutation)
    {
        var caught = Enumerable.Range(1, WorldsForMutations)
            .Select(seed => OnCallWeek.Play(seed, Policy, mutation))
            .FirstOrDefault(report => report.Failures.Count > 0);

        Assert.True(caught is not null, $"{WorldsForMutations} worlds did not notice {mutation}.");
        output.WriteLine($"{mutation}: caught in world {caught.Seed}: {caught.Failures[0]}");
    }
}
