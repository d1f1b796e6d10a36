using OnCall.Core.Detection;
using OnCall.Core.Effects;
using OnCall.Core.Noise;
using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>What must have come of a detector when its world ends.</summary>
static class DetectorInvariants
{
    public static IEnumerable<string> Check(World world)
    {
        var detector = new DetectorStream(world);
        return
        [
            .. world.Failures,
            .. Invariants.EffectsAreDoneOnceAndInOrder(world, detector),
            .. Invariants.EverythingIsExplained(detector),
            .. AlertsArrive(world, detector),
            .. NoiseIsKept(world, detector),
        ];
    }

    // 4: what pages is told, and soon; so is its end.
    static IEnumerable<string> AlertsArrive(World world, DetectorStream detector)
    {
        foreach (var row in detector.Rows)
            if (World.DetectorCodec.ReadEvent(row.Json) is DetectorEvent.Paged or DetectorEvent.Recovered)
            {
                var told = detector.Effects.Where(effect => effect.Id.Version == row.Version)
                    .Where(effect => effect.Effect is Effect.ToPagerDutyEvents).ToList();
                if (told.Count != 1)
                    yield return $"{detector.Process}: step {row.Version} told PagerDuty {told.Count} times.";
                else if (world.Alerts.TakenAt(told[0].Id) is not { } taken)
                    yield return $"{detector.Process}: PagerDuty never heard of {told[0].Id}.";
                else if (Lateness.IsTooLate(world, row.Why.At, taken, Part.Storage, Part.Bus, Part.PagerDutyEvents))
                    yield return $"{detector.Process}: PagerDuty heard of {told[0].Id} {taken - row.Why.At} late.";
            }
    }

    // Each report is taken in once, and was said or waits.
    static IEnumerable<string> NoiseIsKept(World world, DetectorStream detector)
    {
        var reports = detector.Effects.Count(effect => effect.Effect is Effect.ReportNoise);
        var noise = new NoiseStream(world);
        var book = noise.Now is { } found ? World.NoiseCodec.ReadState(found.Head.State) : NoiseBook.Empty;
        if (book.Reported != reports)
            yield return $"{detector.Process}: {reports} reports of noise, and {book.Reported} were taken in.";
        if (book.Said + book.Waiting.Sum(bundle => bundle.Count) != book.Reported)
            yield return $"{detector.Process}: of {book.Reported} reports {book.Said} were said, and the others do not wait.";
        foreach (var failure in Invariants.EffectsAreDoneOnceAndInOrder(world, noise))
            yield return failure;
    }

    sealed class DetectorStream(World world) : StoredStream(
        world, ProcessId.Of(DetectorDecider.KindName, world.Product.Detector.Name));

    sealed class NoiseStream(World world) : StoredStream(
        world, ProcessId.Of(NoiseDecider.KindName, NoiseDecider.TheOnlyId));
}
