using OnCall.Core.Alerts;
using OnCall.Core.Detection;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Engine.Alerts;
using OnCall.Engine.Silences;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Detection;

/// <summary>The detectors: told what was read, and asked how they stand.</summary>
public sealed class StoredDetectors(
    ProcessRunner<DetectorState, DetectorCommand, DetectorEvent> detectors,
    StreamCodec<DetectorState, DetectorEvent> codec,
    IStreamStore store,
    RecentSnapshots recent,
    StoredSilences silences,
    OnCallPolicy policy,
    WatchedProduct product,
    TimeProvider clock) : IAlertSource, IWatch
{
    public Task<Step> ObserveAsync(string detector, Observation seen, Silencing? silenced, CancellationToken cancellation) =>
        detectors.HandleAsync(
            detector, new DetectorCommand.Observe(detector, seen, silenced, clock.GetUtcNow()), inputs: [], cancellation);

    public bool Triggers(string rule) => Detectors.All.Any(detector => detector.Name == rule);

    // What this worker has just decided it need not read: that an alert was triggered stays true.
    public async Task<Cause?> FindAsync(DedupKey key, CancellationToken cancellation) =>
        CauseIn(recent.Find(ProcessOf(key.Rule)), key) ?? CauseIn(await store.ReadAsync(ProcessOf(key.Rule), cancellation), key);

    public Task ClosedAsync(DedupKey key, Actor by, DateTimeOffset at, CancellationToken cancellation) => detectors.HandleAsync(
        key.Rule, new DetectorCommand.CloseByHand(key, by, at, clock.GetUtcNow()), inputs: [], cancellation);

    public async Task<IReadOnlyList<Standing>> StandAsync(CancellationToken cancellation)
    {
        var (book, now) = (await silences.ReadAsync(cancellation), clock.GetUtcNow());
        var states = await Task.WhenAll(Detectors.All.Select(detector => store.ReadAsync(ProcessOf(detector.Name), cancellation)));
        return
        [
            .. Detectors.All.Zip(states, (detector, found) => Standings.Of(
                detector, found is null ? null : codec.ReadState(found.Head.State),
                book.SilencingOf(detector.Name, product, now), policy.Detection, now)),
        ];
    }

    Cause? CauseIn(Snapshot? found, DedupKey key) =>
        found is not null && codec.ReadState(found.Head.State).Open is { } open && open.Alert.Key == key ? Cause.Of(open.Alert) : null;

    ProcessId ProcessOf(string detector) => ProcessId.Of(detectors.Kind, detector);
}
