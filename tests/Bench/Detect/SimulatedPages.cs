using System.Globalization;
using OnCall.Bench.Rig;
using OnCall.Simulation;

namespace OnCall.Bench.Detect;

/// <summary>In simulated time, with a probe every 30 seconds and outages that begin at any time between two of them.</summary>
static class SimulatedPages
{
    static readonly double[] Odd = [0, 0.02, 0.1];

    public static void Measure(int worlds)
    {
        using var shipped = new ShortPolicy(TimeSpan.FromMinutes(15));
        foreach (var odd in Odd)
        {
            var delays = Enumerable.Range(1, worlds).AsParallel().AsOrdered()
                .SelectMany(seed => PageDelays.Play(seed, shipped.Policy, odd)).ToList();
            Console.WriteLine(odd == 0 ? "Each probe arrives:" : string.Create(CultureInfo.InvariantCulture,
                $"Of 100 probes {odd * 50:G2} are lost, as many doubled, and {odd * 30:G2} late by up to 100 s:"));
            foreach (var some in delays.GroupBy(delay => delay.Detector).Append<IEnumerable<PageDelay>>(delays))
                Console.WriteLine(Line(some is IGrouping<string, PageDelay> one ? one.Key : "all", [.. some]));
        }
    }

    static string Line(string name, List<PageDelay> delays) => string.Create(CultureInfo.InvariantCulture,
        $"  {name,-16}{delays.Count,5} pages. To 202 since the first failing probe after the threshold, as read: {Shares(delays, one => one.SinceShown)}; "
        + $"by the outage's own beginning: {Shares(delays, one => one.SinceThreshold)}");

    static string Shares(List<PageDelay> delays, Func<PageDelay, TimeSpan> length)
    {
        var sorted = delays.Select(length).Order().ToList();
        return string.Create(CultureInfo.InvariantCulture,
            $"p50 {At(0.5):F2} s, p99 {At(0.99):F2} s, max {At(1):F2} s");

        double At(double share) => sorted[Math.Min((int)(share * sorted.Count), sorted.Count - 1)].TotalSeconds;
    }
}
