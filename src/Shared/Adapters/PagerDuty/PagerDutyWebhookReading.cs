using OnCall.Core.Alerts;
using OnCall.Core.Incidents;

namespace OnCall.Adapters.PagerDuty;

/// <summary>What a webhook of PagerDuty says.</summary>
public abstract record PagerDutyWebhookReading
{
    PagerDutyWebhookReading() { }

    /// <param name="EventId">PagerDuty's id of the event, the same in every copy of it.</param>
    /// <param name="Key">By what PagerDuty knows its alert; null when it does not say.</param>
    public sealed record Incident(IncidentId IncidentId, string EventId, IncidentCommand Command, DedupKey? Key = null)
        : PagerDutyWebhookReading;

    /// <summary>Something that nothing is to be done about; PagerDuty may add types at any time.</summary>
    public sealed record Unused(string EventType, string EventId) : PagerDutyWebhookReading;

    /// <param name="Why">One sentence.</param>
    public sealed record Malformed(string Why) : PagerDutyWebhookReading;
}
