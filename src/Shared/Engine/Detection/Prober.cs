using Microsoft.Extensions.Logging;
using OnCall.Core.Detection;
using OnCall.Core.Silences;
using OnCall.Engine.Silences;

namespace OnCall.Engine.Detection;

/// <summary>Reads what the detectors judge, all at once, and tells each of them. None waits for another.</summary>
public sealed partial class Prober(
    IEnumerable<IProbe> probes, StoredDetectors detectors, StoredSilences silences, WatchedProduct product, TimeProvider clock,
    ILogger<Prober> log)
{
    readonly List<IProbe> _probes = [.. probes];

    /// <summary>Throws what kept a detector from being told, when all have been.</summary>
    public Task RunAsync(CancellationToken cancellation)
    {
        var at = clock.GetUtcNow();
        var book = SilencesAsync(cancellation);
        return Task.WhenAll(_probes.Select(probe => RunAsync(probe, at, book, cancellation)));
    }

    /// <summary>The same for one detector.</summary>
    public Task RunAsync(string detector, CancellationToken cancellation) => RunAsync(
        _probes.Single(probe => probe.Detector == detector), clock.GetUtcNow(), SilencesAsync(cancellation), cancellation);

    async Task RunAsync(IProbe probe, DateTimeOffset at, Task<SilenceBook> book, CancellationToken cancellation)
    {
        var seen = new Observation(at, await probe.ReadAsync(cancellation));
        var silenced = (await book).SilencingOf(probe.Detector, product, clock.GetUtcNow());
        await detectors.ObserveAsync(probe.Detector, seen, silenced, cancellation);
    }

    // Whoever cannot know of a silence pages: one page too many is better than one too few.
    async Task<SilenceBook> SilencesAsync(CancellationToken cancellation)
    {
        try
        {
            return await silences.ReadAsync(cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotRead(e);
            return SilenceBook.Empty;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Probe: the silences could not be read; nothing is held back")]
    partial void LogNotRead(Exception why);
}
