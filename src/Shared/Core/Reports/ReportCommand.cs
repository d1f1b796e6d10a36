using OnCall.Core.Alerts;
using OnCall.Core.Effects;
using OnCall.Core.Processes;

namespace OnCall.Core.Reports;

/// <summary>What is asked of the reports about one org. Every command carries the time at which it is asked.</summary>
public abstract record ReportCommand(DateTimeOffset Now)
{
    public sealed record Receive(CustomerReport Report, DateTimeOffset Now) : ReportCommand(Now);

    /// <summary>A person resolved the incident that was paged: the loss is over.</summary>
    /// <param name="At">As PagerDuty dates it.</param>
    public sealed record Close(Actor By, DateTimeOffset At, DateTimeOffset Now) : ReportCommand(Now);

    /// <summary>PagerDuty took the alert.</summary>
    public sealed record Take(Alert Alert, DateTimeOffset Now) : ReportCommand(Now);

    /// <summary>A neighbour refused an effect for good.</summary>
    public sealed record Refuse(Effect Effect, string Why, DateTimeOffset Now) : ReportCommand(Now);

    /// <summary>One of its effects was not needed any more when its turn came.</summary>
    public sealed record Overtaken(Effect Effect, string Why, DateTimeOffset Now) : ReportCommand(Now);

    public sealed record WakeUp(DateTimeOffset Now) : ReportCommand(Now);
}
