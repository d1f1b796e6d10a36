namespace OnCall.LocalHost.PagerDuty;

/// <summary>What a service of the simulated PagerDuty says that it does by itself. It is told, not done.</summary>
public sealed class SimulatedService
{
    /// <summary>PagerDuty's own defaults.</summary>
    public static readonly SimulatedService AsNew = new()
    {
        AcknowledgementTimeout = TimeSpan.FromMinutes(30),
        AutoResolveTimeout = TimeSpan.FromHours(4),
    };

    /// <summary>Null: an acknowledgement never expires.</summary>
    public TimeSpan? AcknowledgementTimeout { get; set; }

    /// <summary>Null: an incident is never closed by itself.</summary>
    public TimeSpan? AutoResolveTimeout { get; set; }
}
