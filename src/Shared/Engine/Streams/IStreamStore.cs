using OnCall.Core.Processes;

namespace OnCall.Engine.Streams;

/// <summary>Where processes are kept: one partition a process, one transaction a step.</summary>
public interface IStreamStore
{
    Task<Head?> ReadHeadAsync(ProcessId process, CancellationToken cancellation);

    /// <summary>All or nothing.</summary>
    Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellation);

    /// <summary>Remembers inputs that led to no step, and why. False when one was known already.</summary>
    Task<bool> RememberAsync(
        ProcessId process, IReadOnlyList<InputId> inputs, Reason reason, DateTimeOffset at,
        CancellationToken cancellation);

    /// <summary>All effects of a process, in the order in which they were decided.</summary>
    Task<IReadOnlyList<EffectRow>> ReadEffectsAsync(ProcessId process, CancellationToken cancellation);

    /// <summary>
    /// Writes the effects of one process in one transaction, each only if nobody changed it since it was read.
    /// Returns them with their new ETags, or null when somebody did.
    /// </summary>
    Task<IReadOnlyList<EffectRow>?> UpdateEffectsAsync(IReadOnlyList<EffectRow> effects, CancellationToken cancellation);

    /// <summary>All events of a process, oldest first: its timeline.</summary>
    Task<IReadOnlyList<EventRow>> ReadEventsAsync(ProcessId process, CancellationToken cancellation);

    /// <summary>Puts a process into the index of open ones; no harm when it is there already.</summary>
    Task ListAsOpenAsync(ProcessId process, DateTimeOffset at, CancellationToken cancellation);

    Task UnlistAsync(ProcessId process, CancellationToken cancellation);

    /// <summary>The index of open processes, page by page.</summary>
    IAsyncEnumerable<OpenProcess> OpenProcessesAsync(CancellationToken cancellation);
}

/// <param name="ListedAt">Just before its first commit, so for a moment, or after a crash, there is nothing yet.</param>
public readonly record struct OpenProcess(ProcessId Process, DateTimeOffset ListedAt);
