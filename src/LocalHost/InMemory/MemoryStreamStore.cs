using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using OnCall.Core.Processes;
using OnCall.Engine.Streams;

namespace OnCall.LocalHost.InMemory;

/// <summary>
/// Processes in memory, with Table Storage's rules: one transaction a step, ETags, duplicates refused.
/// Gone when the program ends.
/// </summary>
public sealed class MemoryStreamStore : IStreamStore
{
    readonly ConcurrentDictionary<ProcessId, Partition> _partitions = [];
    readonly ConcurrentDictionary<ProcessId, DateTimeOffset> _open = [];
    long _lastETag;

    public Task<Head?> ReadHeadAsync(ProcessId process, CancellationToken cancellation) =>
        Within(process, partition => partition.Head);

    public Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellation) =>
        Within(commit.After.Process, partition =>
        {
            if (partition.Head?.ETag != commit.Before?.ETag)
                return CommitOutcome.Conflict;
            if (commit.Inputs.Any(partition.Inputs.ContainsKey))
                return CommitOutcome.KnownInput;

            partition.Head = commit.After with { ETag = NextETag() };
            partition.Events.AddRange(commit.Events);
            foreach (var effect in commit.Effects)
                partition.Effects.Add(effect.Id, effect with { ETag = NextETag() });
            foreach (var input in commit.Inputs)
                partition.Inputs.Add(input, commit.After.Version.ToString(CultureInfo.InvariantCulture));
            return CommitOutcome.Committed;
        });

    public Task<bool> RememberAsync(
        ProcessId process, IReadOnlyList<InputId> inputs, Reason reason, DateTimeOffset at,
        CancellationToken cancellation) =>
        Within(process, partition =>
        {
            if (inputs.Any(partition.Inputs.ContainsKey))
                return false;
            foreach (var input in inputs)
                partition.Inputs.Add(input, reason.ToString());
            return true;
        });

    public Task<IReadOnlyList<EffectRow>> ReadEffectsAsync(ProcessId process, CancellationToken cancellation) =>
        Within<IReadOnlyList<EffectRow>>(process, partition =>
            [.. partition.Effects.Values.OrderBy(row => row.Id.Version).ThenBy(row => row.Id.Index)]);

    public Task<IReadOnlyList<EffectRow>?> UpdateEffectsAsync(
        IReadOnlyList<EffectRow> effects, CancellationToken cancellation) =>
        Within<IReadOnlyList<EffectRow>?>(effects[0].Id.Process, partition =>
        {
            if (effects.Any(effect => partition.Effects[effect.Id].ETag != effect.ETag))
                return null;
            var updated = effects.Select(effect => effect with { ETag = NextETag() }).ToList();
            foreach (var effect in updated)
                partition.Effects[effect.Id] = effect;
            return updated;
        });

    public Task<IReadOnlyList<EventRow>> ReadEventsAsync(ProcessId process, CancellationToken cancellation) =>
        Within<IReadOnlyList<EventRow>>(process, partition => [.. partition.Events]);

    public Task ListAsOpenAsync(ProcessId process, DateTimeOffset at, CancellationToken cancellation)
    {
        _open[process] = at;
        return Task.CompletedTask;
    }

    public Task UnlistAsync(ProcessId process, CancellationToken cancellation)
    {
        _open.TryRemove(process, out _);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<OpenProcess> OpenProcessesAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var (process, listedAt) in _open.OrderBy(entry => entry.Key.Value, StringComparer.Ordinal))
        {
            await Task.Yield();
            yield return new OpenProcess(process, listedAt);
        }
    }

    Task<T> Within<T>(ProcessId process, Func<Partition, T> act)
    {
        var partition = _partitions.GetOrAdd(process, _ => new Partition());
        lock (partition)
            return Task.FromResult(act(partition));
    }

    string NextETag() => Interlocked.Increment(ref _lastETag).ToString(CultureInfo.InvariantCulture);

    sealed class Partition
    {
        public Head? Head { get; set; }
        public List<EventRow> Events { get; } = [];
        public Dictionary<EffectId, EffectRow> Effects { get; } = [];
        public Dictionary<InputId, string> Inputs { get; } = [];
    }
}
