using OnCall.Engine.Streams;

namespace OnCall.Engine.Wakeups;

/// <summary>One kind of process, as the wake-up knows it.</summary>
public interface IDurableProcess
{
    string Kind { get; }

    /// <summary>Asks the process whether its deadline has passed; nothing happens when it has not.</summary>
    Task WakeUpAsync(ProcessId process, CancellationToken cancellation);
}
