using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using OnCall.Core.Effects;
using OnCall.Core.Processes;
using OnCall.Engine.Streams;

namespace OnCall.Bench.Rig;

/// <summary>Counts the calls of the storage, and remembers by when each page was due.</summary>
sealed class CountedStore(IStreamStore store) : IStreamStore
{
    readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);

    public int Total => _calls.Values.Sum();

    public IReadOnlyDictionary<string, int> Calls() => _calls.ToDictionary();

    public IEnumerable<KeyValuePair<string, int>> Since(IReadOnlyDictionary<string, int> before) => _calls
        .Select(call => KeyValuePair.Create(call.Key, call.Value - before.GetValueOrDefault(call.Key)))
        .Where(call => call.Value > 0);

    /// <summary>For PagerDuty's id of an incident and the level that was paged: when its deadline was.</summary>
    public ConcurrentDictionary<(string Incident, int Level), DateTimeOffset> DuePages { get; } = [];

    public Task<Snapshot?> ReadAsync(ProcessId process, CancellationToken cancellation) =>
        Counted().ReadAsync(process, cancellation);

    public Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellation)
    {
        foreach (var page in commit.Effects.Select(row => row.Effect).OfType<Effect.EscalatePage>())
            DuePages[(page.Incident.Value, page.Level)] = commit.Before!.Head.Deadline!.Value;
        return Counted().CommitAsync(commit, cancellation);
    }

    public Task<bool> RememberAsync(
        ProcessId process, IReadOnlyList<InputId> inputs, Reason reason, DateTimeOffset at,
        CancellationToken cancellation) =>
        Counted().RememberAsync(process, inputs, reason, at, cancellation);

    public Task<IReadOnlyList<EffectRow>> ReadEffectsAsync(ProcessId process, CancellationToken cancellation) =>
        Counted().ReadEffectsAsync(process, cancellation);

    public Task<Snapshot?> UpdateEffectsAsync(
        Snapshot known, IReadOnlyList<EffectRow> changed, CancellationToken cancellation) =>
        Counted().UpdateEffectsAsync(known, changed, cancellation);

    public Task<IReadOnlyList<EventRow>> ReadEventsAsync(ProcessId process, CancellationToken cancellation) =>
        Counted().ReadEventsAsync(process, cancellation);

    public Task ListAsOpenAsync(ProcessId process, DateTimeOffset at, CancellationToken cancellation) =>
        Counted().ListAsOpenAsync(process, at, cancellation);

    public Task UnlistAsync(OpenProcess listed, CancellationToken cancellation) =>
        Counted().UnlistAsync(listed, cancellation);

    public IAsyncEnumerable<OpenProcess> OpenProcessesAsync(CancellationToken cancellation) =>
        Counted().OpenProcessesAsync(cancellation);

    IStreamStore Counted([CallerMemberName] string call = "")
    {
        _calls.AddOrUpdate(call, 1, (_, count) => count + 1);
        return store;
    }
}
