using OnCall.Core.Effects;

namespace OnCall.Core.Archive;

/// <summary>What is asked of the archive. Every command carries the time at which it is asked.</summary>
public abstract record ArchiveCommand(DateTimeOffset Now)
{
    /// <summary>An incident is over.</summary>
    public sealed record Keep(ClosedIncident Closed, DateTimeOffset Now) : ArchiveCommand(Now);

    /// <summary>A neighbour refused an effect for good.</summary>
    public sealed record Refuse(Effect Effect, string Why, DateTimeOffset Now) : ArchiveCommand(Now);

    /// <summary>One of its effects was not needed any more when its turn came.</summary>
    public sealed record Overtaken(Effect Effect, string Why, DateTimeOffset Now) : ArchiveCommand(Now);

    public sealed record WakeUp(DateTimeOffset Now) : ArchiveCommand(Now);
}
