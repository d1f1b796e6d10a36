using OnCall.Simulation;

namespace OnCall.Engine.Tests.Simulated;

/// <summary>Detectors with lost, late and doubled probes, in worlds in which everything goes wrong that can.</summary>
public class WatchedHoursTests(ITestOutputHelper output)
{
    const int Worlds = 60;
    const int WorldsForMutations = 40;
    const int WorldsForDelays = 100;

    public static TheoryData<Mutation> Mutations => [.. WatchedHours.Mutations];

    [Fact]
    public void In_sixty_worlds_a_detector_pages_what_was_read_and_nothing_else()
    {
        var reports = Enumerable.Range(1, Worlds).AsParallel().AsOrdered()
            .Select(seed => WatchedHours.Play(seed, ShippedPolicy.Value)).ToList();

        Assert.All(reports, report => Assert.True(report.Failures.Count == 0, report.ToString()));
        var faults = new FaultCount();
        reports.ForEach(report => faults.Add(report.Faults));
        foreach (var (kind, times) in faults.Counts)
            output.WriteLine($"{times,10} {kind}");
        Assert.All(["probe lost", "probe late", "probe doubled", "probe blind", "crash"], kind => Assert.True(
            faults.Counts[kind] > Worlds, $"Too few of \"{kind}\" to prove anything."));
        Assert.All(["paged", "recovered", "held-back", "passed"], type => Assert.True(
            reports.Count(report => Happened(report, type)) > Worlds / 10, $"Too few worlds with \"{type}\" to prove anything."));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)] // one of twenty lost, one of twenty doubled, three of a hundred late
    public void PagerDuty_has_a_page_within_35_seconds_of_the_first_failing_probe_after_the_threshold(double oddProbes)
    {
        var delays = Enumerable.Range(1, WorldsForDelays).AsParallel().AsOrdered()
            .SelectMany(seed => PageDelays.Play(seed, ShippedPolicy.Value, oddProbes)).Select(delay => delay.SinceThreshold).Order().ToList();

        Assert.True(delays.Count >= WorldsForDelays, "Too few pages to prove anything.");
        Assert.InRange(delays[(int)(0.99 * delays.Count)], TimeSpan.Zero, TimeSpan.FromSeconds(35));
    }

    [Fact]
    public void The_same_seed_is_the_same_story()
    {
        var (first, second) = (WatchedHours.Play(7, ShippedPolicy.Value), WatchedHours.Play(7, ShippedPolicy.Value));

        Assert.Equal(first.Story(_ => true), second.Story(_ => true));
        Assert.Equal(first.Events, second.Events);
        Assert.NotEqual(first.Story(_ => true), WatchedHours.Play(8, ShippedPolicy.Value).Story(_ => true));
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public void A_detector_that_is_wrong_is_caught(Mutation mutation)
    {
        var caught = Enumerable.Range(1, WorldsForMutations)
            .Select(seed => WatchedHours.Play(seed, ShippedPolicy.Value, mutation))
            .FirstOrDefault(report => report.Failures.Count > 0);

        Assert.True(caught is not null, $"{WorldsForMutations} worlds did not notice {mutation}.");
        output.WriteLine($"{mutation}: caught in world {caught.Seed}: {caught.Failures[0]}");
    }

    static bool Happened(WorldReport report, string type) =>
        report.Story(line => line.Contains($"\"type\":\"{type}\"", StringComparison.Ordinal)).Length > 0;
}
