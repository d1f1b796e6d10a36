using OnCall.Core.Detection;
using OnCall.Core.Policy;
using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>
/// How long it takes until PagerDuty knows of an outage, in worlds in which nothing goes wrong but the product, and the probes
/// if that is wanted. Outages begin at any time between two probes.
/// </summary>
public static class PageDelays
{
    /// <param name="oddProbes">How many of the rounds are lost or doubled; of the probes, a third as many are late.</param>
    public static IReadOnlyList<PageDelay> Play(int seed, OnCallPolicy policy, double oddProbes)
    {
        var world = new World(
            seed, policy, Mutation.None, Span.Hours(policy, seed), new Weather { OddTick = oddProbes });
        // Whatever answers well in between has its own line.
        if (world.Product.Flaps)
            return [];
        new ProbeRounds(world).Begin();
        var report = Playing.ToTheEnd(world, DetectorInvariants.Check, seed, replay: "--detectors ");
        return report.Failures.Count == 0 ? [.. Of(world, policy.Detection)] : throw new WorldFailedException(report.ToString());
    }

    static IEnumerable<PageDelay> Of(World world, DetectionPolicy policy)
    {
        var (product, store) = (world.Product, world.Store.Truth);
        var line = product.Line ?? TimeSpan.Zero;
        var process = ProcessId.Of(DetectorDecider.KindName, product.Detector.Name);
        var effects = store.ReadEffectsAsync(process, default).Result;
        foreach (var row in store.ReadEventsAsync(process, default).Result)
            if (World.DetectorCodec.ReadEvent(row.Json) is DetectorEvent.Paged paged
                && world.Alerts.TakenAt(effects.First(effect => effect.Id.Version == row.Version).Id) is { } taken
                && product.Outages.Last(one => one.From <= paged.At) is { } outage && IsPlain(outage))
                yield return new PageDelay(
                    product.Detector.Name,
                    taken - FirstProbe(at => at >= outage.From + line),
                    taken - FirstProbe(at => product.Line is null ? at >= paged.Finding.Since : at > paged.Finding.Since + line));

        DateTimeOffset FirstProbe(Func<DateTimeOffset, bool> isAfter) => product.ReadAt.Order().First(isAfter);

        // At the line itself the few that always come and go decide.
        bool IsPlain(ProductOutage outage) =>
            product.Detector is not GatewaysDetector || outage.Percent > policy.Gateways.DropPercent;
    }
}

/// <param name="Detector">Its name.</param>
/// <param name="SinceThreshold">
/// To PagerDuty's 202, from the first failing probe after the outage itself had lasted long enough: no probe can know that.
/// </param>
/// <param name="SinceShown">The same, from the first after what was read had failed for longer than the threshold, told late or not.</param>
public sealed record PageDelay(string Detector, TimeSpan SinceThreshold, TimeSpan SinceShown);
