using OnCall.Core.Effects;
using OnCall.Core.Processes;

namespace OnCall.Core.Impersonations;

/// <summary>What is asked of the grants. Every command carries the time at which it is asked.</summary>
public abstract record GrantCommand(DateTimeOffset Now)
{
    /// <summary>It was minted.</summary>
    public sealed record Record(Grant Grant, Actor By, DateTimeOffset Now) : GrantCommand(Now);

    /// <summary>It was ended before its time.</summary>
    public sealed record End(string Id, Actor By, DateTimeOffset Now) : GrantCommand(Now);

    /// <summary>A neighbour refused an effect for good.</summary>
    public sealed record Refuse(Effect Effect, string Why, DateTimeOffset Now) : GrantCommand(Now);

    /// <summary>One of its effects was not needed any more when its turn came.</summary>
    public sealed record Overtaken(Effect Effect, string Why, DateTimeOffset Now) : GrantCommand(Now);

    public sealed record WakeUp(DateTimeOffset Now) : GrantCommand(Now);
}
