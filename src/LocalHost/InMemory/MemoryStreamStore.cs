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
        Within(process, partition => partition.Now);

    public Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellation) =>
        Within<CommitOutcome>(commit.After.Process, partition =>
        {
            if (partition.Now?.Head.ETag != commit.Before?.Head.ETag)
                return new CommitOutcome.Conflict();
            if (commit.Inputs.Any(partition.Inputs.ContainsKey))
                return new CommitOutcome.KnownInput();

            partition.Events.AddRange(commit.Events);
            foreach (var input in commit.Inputs)
                partition.Inputs.Add(input, commit.After.Version.ToString(CultureInfo.InvariantCulture));
            partition.Now = Stored(new Snapshot(
                commit.After, [.. commit.Before?.Open ?? [], .. commit.Effects], commit.Before?.Thread));
            return new CommitOutcome.Committed(partition.Now);
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
        [
            .. partition.Closed.Concat(partition.Now?.Open ?? [])
                .OrderBy(effect => effect.Id.Version).ThenBy(effect => effect.Id.Index),
        ]);

    public Task<Snapshot?> UpdateEffectsAsync(
        Snapshot known, IReadOnlyList<EffectRow> changed, CancellationToken cancellation) =>
        Within(known.Process, partition =>
        {
            if (partition.Now?.Head.ETag != known.Head.ETag)
                return null;
            partition.Closed.AddRange(changed.Where(effect => effect.Status != EffectStatus.Open));
            return partition.Now = Stored(known.With(changed));
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

    Task<T> Within<T>(ProcessId process, Func<Partition, T> act)
    {
        var partition = _partitions.GetOrAdd(process, _ => new Partition());
        lock (partition)
            return Task.FromResult(act(partition));
    }

    string NextETag() => Interlocked.Increment(ref _lastETag).ToString(CultureInfo.InvariantCulture);

    Snapshot Stored(Snapshot written) => written with { Head = written.Head with { ETag = NextETag() } };

    sealed class Partition
    {
        public Snapshot? Now { get; set; }
        public List<EventRow> Events { get; } = [];
        public List<EffectRow> Closed { get; } = [];
        public Dictionary<InputId, string> Inputs { get; } = [];
    }
}
