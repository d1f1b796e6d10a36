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
    readonly ConcurrentDictionary<ProcessId, OpenProcess> _open = [];
    long _lastETag;

    public Task<Snapshot?> ReadAsync(ProcessId process, CancellationToken cancellation) =>
        Within(process, partition => partition.Head is { } head
            ? new Snapshot(head, [.. partition.Open.Values], partition.Thread)
            : null);

    public Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellation) =>
        Within<CommitOutcome>(commit.After.Process, partition =>
        {
            if (partition.Head?.ETag != commit.Before?.ETag)
                return new CommitOutcome.Conflict();
            if (commit.Inputs.Any(partition.Inputs.ContainsKey))
                return new CommitOutcome.KnownInput();

            partition.Head = commit.After with { ETag = NextETag() };
            partition.Events.AddRange(commit.Events);
            var effects = commit.Effects.Select(effect => effect with { ETag = NextETag() }).ToList();
            foreach (var effect in effects)
                partition.Open.Add(Place(effect), effect);
            foreach (var input in commit.Inputs)
                partition.Inputs.Add(input, commit.After.Version.ToString(CultureInfo.InvariantCulture));
            return new CommitOutcome.Committed(partition.Head, effects);
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
            [.. partition.Closed.Concat(partition.Open.Values).OrderBy(Place)]);

    public Task<IReadOnlyList<EffectRow>?> UpdateEffectsAsync(
        IReadOnlyList<EffectRow> effects, CancellationToken cancellation) =>
        Within<IReadOnlyList<EffectRow>?>(effects[0].Id.Process, partition =>
        {
            if (effects.Any(effect => partition.Open.GetValueOrDefault(Place(effect))?.ETag != effect.ETag))
                return null;
            var updated = effects.Select(effect => effect with { ETag = NextETag() }).ToList();
            foreach (var effect in updated)
                partition.Put(effect);
            return updated;
        });

    public Task<IReadOnlyList<EventRow>> ReadEventsAsync(ProcessId process, CancellationToken cancellation) =>
        Within<IReadOnlyList<EventRow>>(process, partition => [.. partition.Events]);

    public Task ListAsOpenAsync(ProcessId process, DateTimeOffset at, CancellationToken cancellation)
    {
        _open[process] = new OpenProcess(process, at, NextETag());
        return Task.CompletedTask;
    }

    public Task UnlistAsync(OpenProcess listed, CancellationToken cancellation)
    {
        _open.TryRemove(KeyValuePair.Create(listed.Process, listed));
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<OpenProcess> OpenProcessesAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var listed in _open.Values.OrderBy(listed => listed.Process.Value, StringComparer.Ordinal))
        {
            await Task.Yield();
            yield return listed;
        }
    }

    static (long Version, int Index) Place(EffectRow effect) => (effect.Id.Version, effect.Id.Index);

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
        public string? Thread { get; private set; }
        public List<EventRow> Events { get; } = [];
        public SortedDictionary<(long Version, int Index), EffectRow> Open { get; } = [];
        public List<EffectRow> Closed { get; } = [];
        public Dictionary<InputId, string> Inputs { get; } = [];

        public void Put(EffectRow effect)
        {
            if (effect.Status == EffectStatus.Open)
            {
                Open[Place(effect)] = effect;
                return;
            }

            Open.Remove(Place(effect));
            Closed.Add(effect);
            if (effect.OpenedThread)
                Thread = effect.Receipt;
        }
    }
}
