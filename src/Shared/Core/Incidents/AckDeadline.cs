namespace OnCall.Core.Incidents;

/// <summary>By when the first one paged has to acknowledge.</summary>
public static class AckDeadline
{
    /// <summary>
    /// After an outage of ours PagerDuty delivers an incident's events late, one after the other: an
    /// acknowledgement may stand right behind the page, and must get the time to arrive before anybody else
    /// is paged.
    /// </summary>
    public static readonly TimeSpan LateWebhookGrace = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Counts from the page, not from when we heard of it; but never ends within
    /// <see cref="LateWebhookGrace"/>. A page dated in the future (a clock that runs ahead) counts from now.
    /// </summary>
    public static DateTimeOffset Of(Page page, TimeSpan acknowledgeWithin, DateTimeOffset now)
    {
        var pagedAt = page.StartedAt < now ? page.StartedAt : now;
        var onTime = pagedAt + acknowledgeWithin;
        var earliest = now + (acknowledgeWithin < LateWebhookGrace ? acknowledgeWithin : LateWebhookGrace);
        return onTime < earliest ? earliest : onTime;
    }
}
