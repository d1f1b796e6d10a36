using System.Globalization;
using OnCall.Simulation;

namespace OnCall.Engine.Tests.Simulated;

/// <summary>Whole years with their handovers, in worlds in which everything goes wrong that can.</summary>
public class OnCallYearTests(ITestOutputHelper output)
{
    const int Years = 4; // one in each of the zones
    const int Handovers = 52;

    // Ten o'clock on the Mondays after the clocks changed: the first year is played in Berlin, the second in Chicago.
    public static TheoryData<int, string, string> ClockChanges => new()
    {
        { 1, "2026-03-30T08:00Z", "2026-03-23T09:00Z" }, // 167 hours after the one before it
        { 1, "2026-10-26T09:00Z", "2026-10-19T08:00Z" }, // 169 hours
        { 2, "2026-03-09T15:00Z", "2026-03-02T16:00Z" },
        { 2, "2026-11-02T16:00Z", "2026-10-26T15:00Z" },
    };

    static readonly Lazy<IReadOnlyList<WorldReport>> Played = new(() =>
    [
        .. Enumerable.Range(1, Years).AsParallel().AsOrdered().Select(seed => OnCallYear.Play(seed, ShippedPolicy.Value)),
    ]);

    [Fact]
    public void In_a_year_of_52_handovers_everything_holds()
    {
        Assert.All(Played.Value, report => Assert.True(report.Failures.Count == 0, report.ToString()));
        Assert.All(Played.Value, report => Assert.Equal(Handovers, report.Openings.Distinct().Count()));
        foreach (var report in Played.Value)
            output.WriteLine(
                $"Year {report.Seed}: {report.Events} events, {report.Faults.Counts.GetValueOrDefault("crash")} crashes");
    }

    [Theory]
    [MemberData(nameof(ClockChanges))]
    public void Handover_stays_at_ten_when_the_clocks_change(int year, string after, string before)
    {
        var openings = Played.Value[year - 1].Openings.ToList();

        var place = openings.IndexOf(DateTimeOffset.Parse(after, CultureInfo.InvariantCulture));
        Assert.Equal(DateTimeOffset.Parse(before, CultureInfo.InvariantCulture), openings[place - 1]);
    }
}
