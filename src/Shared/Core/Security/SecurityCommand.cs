using OnCall.Core.Alerts;
using OnCall.Core.Effects;
using OnCall.Core.Impersonations;

namespace OnCall.Core.Security;

/// <summary>What is asked of a security event's process. Every command carries the time at which it is asked.</summary>
public abstract record SecurityCommand(DateTimeOffset Now)
{
    /// <param name="Grant">The grant of ours that it names; null when it names none, or none of ours.</param>
    public sealed record Receive(ProductEvent Event, Grant? Grant, DateTimeOffset Now) : SecurityCommand(Now);

    /// <summary>PagerDuty took the alert.</summary>
    public sealed record Take(Alert Alert, DateTimeOffset Now) : SecurityCommand(Now);

    /// <summary>A neighbour refused an effect for good.</summary>
    public sealed record Refuse(Effect Effect, string Why, DateTimeOffset Now) : SecurityCommand(Now);

    /// <summary>One of its effects was not needed any more when its turn came.</summary>
    public sealed record Overtaken(Effect Effect, string Why, DateTimeOffset Now) : SecurityCommand(Now);

    public sealed record WakeUp(DateTimeOffset Now) : SecurityCommand(Now);
}
