using OnCall.Engine.Streams;

namespace OnCall.Engine.Wakeups;

/// <summary>One kind of process, as the wake-up knows it.</summary>
public interface IDurableProcess
{
    string Kind { get; }

    /// <summary>
    /// Asks the process whether its deadline has passed. The effects of the step that follows are committed as claimed
    /// by the caller, who performs them at once.
    /// </summary>
    Task<Woken> WakeUpAsync(Snapshot known, CancellationToken cancellation);

    /// <summary>Tells the process that a neighbour refused an effect for good. However often it is told: once.</summary>
    Task RefuseAsync(EffectRow refused, string why, CancellationToken cancellation);

    /// <summary>Tells the process that an effect was not needed any more. However often it is told: once.</summary>
    Task OvertakenAsync(EffectRow overtaken, string why, CancellationToken cancellation);

    /// <summary>Tells the process what came of an effect, where it wants to know. However often it is told: once.</summary>
    Task PerformedAsync(EffectRow performed, CancellationToken cancellation);
}

/// <summary>A process that was asked for its deadline.</summary>
/// <param name="Claimed">
/// By whoever asked: effects of the step that it took, if it took one. What stands behind something in its lane is not among them.
/// </param>
public sealed record Woken(Snapshot Now, IReadOnlyList<EffectRow> Claimed);

/// <summary>All kinds of processes, by name.</summary>
public sealed class DurableProcesses(IEnumerable<IDurableProcess> processes)
{
    readonly Dictionary<string, IDurableProcess> _processes =
        processes.ToDictionary(process => process.Kind, StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">Nobody here knows such processes.</exception>
    public IDurableProcess KindOf(ProcessId process) => _processes.TryGetValue(process.Kind, out var kind)
        ? kind
        : throw new InvalidOperationException(
            $"Nothing here knows processes of the kind '{process.Kind}' ({process}); "
            + $"known: {string.Join(", ", _processes.Keys)}.");
}
