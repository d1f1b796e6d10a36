using OnCall.Core.Alerts;
using OnCall.Core.Effects;
using OnCall.Core.Processes;

namespace OnCall.Core.Detection;

/// <summary>What is asked of a detector. Every command carries the time at which it is asked.</summary>
public abstract record DetectorCommand(DateTimeOffset Now)
{
    /// <summary>A probe has read something.</summary>
    /// <param name="Silenced">What holds the detector back at this moment; null when nothing does.</param>
    public sealed record Observe(string Detector, Observation Seen, Silencing? Silenced, DateTimeOffset Now) : DetectorCommand(Now);

    /// <summary>PagerDuty's incident was resolved, and not by us.</summary>
    /// <param name="At">As PagerDuty dates it.</param>
    public sealed record CloseByHand(DedupKey Key, Actor By, DateTimeOffset At, DateTimeOffset Now) : DetectorCommand(Now);

    /// <summary>PagerDuty took the alert.</summary>
    public sealed record Take(Alert Alert, DateTimeOffset Now) : DetectorCommand(Now);

    /// <summary>A neighbour refused an effect for good.</summary>
    public sealed record Refuse(Effect Effect, string Why, DateTimeOffset Now) : DetectorCommand(Now);

    /// <summary>One of its effects was not needed any more when its turn came.</summary>
    public sealed record Overtaken(Effect Effect, string Why, DateTimeOffset Now) : DetectorCommand(Now);

    public sealed record WakeUp(DateTimeOffset Now) : DetectorCommand(Now);
}
