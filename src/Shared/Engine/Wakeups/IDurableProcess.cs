using OnCall.Engine.Streams;

namespace OnCall.Engine.Wakeups;

/// <summary>One kind of process, as the wake-up knows it.</summary>
public interface IDurableProcess
{
    string Kind { get; }

    /// <summary>Asks the process whether its deadline has passed; nothing happens when it has not.</summary>
    Task WakeUpAsync(ProcessId process, CancellationToken cancellation);

    /// <summary>Tells the process that a neighbour refused an effect for good. However often it is told: once.</summary>
    Task RefuseAsync(EffectRow refused, string why, CancellationToken cancellation);

    /// <summary>Tells the process that an effect was not needed any more. However often it is told: once.</summary>
    Task OvertakenAsync(EffectRow overtaken, string why, CancellationToken cancellation);
}

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
