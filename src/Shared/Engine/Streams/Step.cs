using OnCall.Core.Processes;

namespace OnCall.Engine.Streams;

/// <summary>What came of a command.</summary>
public abstract record Step
{
    Step() { }

    /// <summary>Committed as the process's step number <paramref name="Version"/>.</summary>
    public sealed record Taken(long Version) : Step;

    /// <summary>The input was in the stream already: it came twice.</summary>
    public sealed record Known : Step;

    public sealed record Ignored(Reason Reason) : Step;

    /// <summary>Nothing was stored, the input neither: mended, it may come again.</summary>
    public sealed record Rejected(IReadOnlyList<Refusal> Refusals) : Step;
}

/// <summary>
/// Others kept changing the process between our reading and our writing. Whoever sent the input sends it again.
/// </summary>
public sealed class ConflictException(ProcessId process, int attempts)
    : Exception($"{process} was changed by somebody else {attempts} times in a row.");

/// <summary>A step that is too large to be stored at once. Sent again, it would be as large.</summary>
public sealed class OversizedStepException(ProcessId process, string what)
    : Exception($"{process}: {what} Nothing was stored.");
