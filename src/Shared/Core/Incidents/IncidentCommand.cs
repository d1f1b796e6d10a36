using OnCall.Core.Alerts;
using OnCall.Core.Effects;
using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>What is asked of an incident. Every command carries the time at which it is asked.</summary>
public abstract record IncidentCommand(DateTimeOffset Now)
{
    /// <summary>The same, and why it was paged.</summary>
    public IncidentCommand Knowing(Cause cause) => this switch
    {
        Raise raise => raise with { Page = raise.Page with { Cause = cause } },
        Acknowledge acknowledge => acknowledge with { Page = acknowledge.Page with { Cause = cause } },
        Resolve resolve => resolve with { Page = resolve.Page with { Cause = cause } },
        _ => this,
    };

    /// <summary>PagerDuty triggered an incident.</summary>
    public sealed record Raise(Page Page, DateTimeOffset Now) : IncidentCommand(Now);

    /// <param name="Page">PagerDuty sends it with every event, so that an incident whose first event never
    /// came is still known.</param>
    /// <param name="At">As PagerDuty dates the acknowledgement.</param>
    public sealed record Acknowledge(Page Page, Actor By, DateTimeOffset At, DateTimeOffset Now) : IncidentCommand(Now);

    public sealed record Resolve(Page Page, Actor By, DateTimeOffset At, DateTimeOffset Now) : IncidentCommand(Now);

    /// <summary>A neighbour refused an effect for good.</summary>
    public sealed record Refuse(Effect Effect, string Why, DateTimeOffset Now) : IncidentCommand(Now);

    /// <summary>When the turn of an effect came, it was not needed any more.</summary>
    public sealed record Overtaken(Effect Effect, string Why, DateTimeOffset Now) : IncidentCommand(Now);

    public sealed record WakeUp(DateTimeOffset Now) : IncidentCommand(Now);
}
