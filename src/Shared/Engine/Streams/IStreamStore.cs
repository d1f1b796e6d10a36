using OnCall.Core.Processes;

namespace OnCall.Engine.Streams;

/// <summary>Where processes are kept: one partition a process, one transaction a step.</summary>
public interface IStreamStore
{
    /// <summary>
    /// Null for a process that was never stored. As quick for one that has lived for thousands of steps as for a new one.
    /// </summary>
    Task<Snapshot?> ReadAsync(ProcessId process, CancellationToken cancellation);

    /// <summary>All or nothing.</summary>
    /// <exception cref="OversizedStepException">The step does not fit into what can be stored at once.</exception>
    Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellation);

    /// <summary>Remembers inputs that led to no step, and why. False when one was known already.</summary>
    Task<bool> RememberAsync(
        ProcessId process, IReadOnlyList<InputId> inputs, Reason reason, DateTimeOffset at,
        CancellationToken cancellation);

    /// <summary>All effects of a process, open or not, in the order in which they were decided.</summary>
    Task<IReadOnlyList<EffectRow>> ReadEffectsAsync(ProcessId process, CancellationToken cancellation);

    /// <summary>
    /// Writes what became of open effects, in one transaction. Returns the process as it is then; null when somebody
    /// changed it since it was read.
    /// </summary>
    Task<Snapshot?> UpdateEffectsAsync(
        Snapshot known, IReadOnlyList<EffectRow> changed, CancellationToken cancellation);

    /// <summary>All events of a process, oldest first: its timeline.</summary>
    Task<IReadOnlyList<EventRow>> ReadEventsAsync(ProcessId process, CancellationToken cancellation);

    /// <summary>Puts a process into the index of open ones; no harm when it is there already.</summary>
    Task ListAsOpenAsync(ProcessId process, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>Takes a process out of the index, unless it was listed again since it was read.</summary>
    Task UnlistAsync(OpenProcess listed, CancellationToken cancellation);

    /// <summary>The index of open processes, page by page.</summary>
    IAsyncEnumerable<OpenProcess> OpenProcessesAsync(CancellationToken cancellation);
}

/// <param name="ListedAt">
/// Just before the commit that begins it or opens it again, so for a moment, or after a crash, nothing is open yet.
/// </param>
public readonly record struct OpenProcess(ProcessId Process, DateTimeOffset ListedAt, string ETag);
