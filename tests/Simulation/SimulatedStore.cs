using OnCall.Core.Detection;
using OnCall.Core.Handovers;
using OnCall.Core.Processes;
using OnCall.Engine.Streams;
using OnCall.LocalHost.InMemory;

namespace OnCall.Simulation;

/// <summary>The store in memory, reached as a store over a network is.</summary>
sealed class SimulatedStore(World world, Mutation mutation) : IStreamStore
{
    readonly MemoryStreamStore _store = new();

    /// <summary>What is really in it, without any trouble on the way.</summary>
    public IStreamStore Truth => _store;

    public Task<Snapshot?> ReadAsync(ProcessId process, CancellationToken cancellation) =>
        Do(() => _store.ReadAsync(process, cancellation));

    public async Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellation)
    {
        var outcome = await Do(() => CommitNowAsync(commit, cancellation));
        if (mutation == Mutation.CommitBeforeWakeup)
            await world.Bus.SendHeldBackAsync(commit.After.Process);
        return outcome;
    }

    public Task<bool> RememberAsync(
        ProcessId process, IReadOnlyList<InputId> inputs, Reason reason, DateTimeOffset at,
        CancellationToken cancellation) => mutation == Mutation.InputsNotStored
            ? Task.FromResult(true)
            : Do(() => _store.RememberAsync(process, inputs, reason, at, cancellation));

    public Task<IReadOnlyList<EffectRow>> ReadEffectsAsync(ProcessId process, CancellationToken cancellation) =>
        Do(() => _store.ReadEffectsAsync(process, cancellation));

    public Task<Snapshot?> UpdateEffectsAsync(
        Snapshot known, IReadOnlyList<EffectRow> changed, CancellationToken cancellation) => Do(async () =>
    {
        if (mutation == Mutation.NoLease)
            known = (await _store.ReadAsync(known.Process, cancellation))!;
        var updated = await _store.UpdateEffectsAsync(known, changed, cancellation);
        foreach (var effect in changed)
            world.Timeline.Tell(
                $"{effect.Id.Process} effect {effect.Id} {(updated is null ? "was not written: the process had changed" : $"{effect.Status}")}, "
                + $"not before {effect.NotBefore:HH:mm:ss.fff}, leased until {effect.LeasedUntil:HH:mm:ss.fff}");
        return updated;
    });

    public Task<IReadOnlyList<EventRow>> ReadEventsAsync(ProcessId process, CancellationToken cancellation) =>
        Do(() => _store.ReadEventsAsync(process, cancellation));

    public Task ListAsOpenAsync(ProcessId process, DateTimeOffset at, CancellationToken cancellation) =>
        Do(() => Done(_store.ListAsOpenAsync(process, at, cancellation)));

    public Task UnlistAsync(OpenProcess listed, CancellationToken cancellation) =>
        Do(() => Done(_store.UnlistAsync(listed, cancellation)));

    public async IAsyncEnumerable<OpenProcess> OpenProcessesAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var open = new List<OpenProcess>();
        await foreach (var process in _store.OpenProcessesAsync(cancellation))
            open.Add(process);
        await Do(() => Task.FromResult(true));
        foreach (var process in open)
            yield return process;
    }

    async Task<CommitOutcome> CommitNowAsync(Commit commit, CancellationToken cancellation)
    {
        if (mutation == Mutation.InputsNotStored)
            commit = commit with { Inputs = [] };
        if (mutation == Mutation.ConflictsIgnored)
            commit = commit with { Before = await _store.ReadAsync(commit.After.Process, cancellation) };
        var outcome = await _store.CommitAsync(commit, cancellation);
        if (outcome is not CommitOutcome.Committed)
            return outcome;
        world.Rounds.Wake();
        foreach (var happened in commit.Events)
            world.Timeline.Tell($"{commit.After.Process} step {happened.Version}: {happened.Json}");
        if (commit.After.Process.Kind == HandoverDecider.KindName)
            foreach (var failure in HandoverStepInvariants.Check(world, commit))
                world.Fail(failure);
        if (commit.After.Process.Kind == DetectorDecider.KindName)
            foreach (var failure in world.Product.Check(commit))
                world.Fail(failure);
        return outcome;
    }

    // The store in memory answers at once; what takes time is the way.
    Task<T> Do<T>(Func<Task<T>> ask) => world.DoAsync(Part.Storage, () => ask().GetAwaiter().GetResult());

    static Task<bool> Done(Task task) => task.ContinueWith(
        _ => true, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
