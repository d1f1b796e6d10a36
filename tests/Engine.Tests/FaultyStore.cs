using OnCall.Core.Processes;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Tests;

/// <summary>A store into whose calls a test can step: to fail, or to let somebody else be faster.</summary>
sealed class FaultyStore(IStreamStore store) : IStreamStore
{
    /// <summary>Runs once, before the next commit.</summary>
    public Func<Task>? BeforeCommit { get; set; }

    public Func<Exception>? ReadFault { get; set; }

    public Func<Exception>? UpdateFault { get; set; }

    public Func<Exception>? ListFault { get; set; }

    /// <summary>Reads, commits and updates.</summary>
    public int Calls { get; private set; }

    public int Updates { get; private set; }

    public Task<Snapshot?> ReadAsync(ProcessId process, CancellationToken cancellation)
    {
        Calls++;
        return ReadFault is { } fault ? throw fault() : store.ReadAsync(process, cancellation);
    }

    public async Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellation)
    {
        Calls++;
        if (BeforeCommit is { } before)
        {
            BeforeCommit = null;
            await before();
        }

        return await store.CommitAsync(commit, cancellation);
    }

    public Task<bool> RememberAsync(
        ProcessId process, IReadOnlyList<InputId> inputs, Reason reason, DateTimeOffset at,
        CancellationToken cancellation) =>
        store.RememberAsync(process, inputs, reason, at, cancellation);

    public Task<IReadOnlyList<EffectRow>> ReadEffectsAsync(ProcessId process, CancellationToken cancellation) =>
        store.ReadEffectsAsync(process, cancellation);

    public Task<Snapshot?> UpdateEffectsAsync(
        Snapshot known, IReadOnlyList<EffectRow> changed, CancellationToken cancellation)
    {
        Calls++;
        Updates++;
        return UpdateFault is { } fault ? throw fault() : store.UpdateEffectsAsync(known, changed, cancellation);
    }

    public Task<IReadOnlyList<EventRow>> ReadEventsAsync(ProcessId process, CancellationToken cancellation) =>
        store.ReadEventsAsync(process, cancellation);

    public Task ListAsOpenAsync(ProcessId process, DateTimeOffset at, CancellationToken cancellation) =>
        ListFault is { } fault ? Task.FromException(fault()) : store.ListAsOpenAsync(process, at, cancellation);

    public Task UnlistAsync(OpenProcess listed, CancellationToken cancellation) =>
        store.UnlistAsync(listed, cancellation);

    public IAsyncEnumerable<OpenProcess> OpenProcessesAsync(CancellationToken cancellation) =>
        store.OpenProcessesAsync(cancellation);
}
