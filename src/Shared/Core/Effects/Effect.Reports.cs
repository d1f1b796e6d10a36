using System.Text.Json.Serialization;
using OnCall.Core.Alerts;
using OnCall.Core.Noise;
using OnCall.Core.Policy;

namespace OnCall.Core.Effects;

/// <summary>What people see when what should have paged, or waited for the morning, could not.</summary>
[JsonDerivedType(typeof(TellAlertRefused), "tell-alert-refused")]
[JsonDerivedType(typeof(TellTicketRefused), "tell-ticket-refused")]
public abstract partial record Effect
{
    /// <summary>A P1 of which PagerDuty would not be told, for good: nobody was paged.</summary>
    /// <param name="Why">In PagerDuty's words.</param>
    /// <param name="Primary">Who should have been paged; null where nobody is known.</param>
    public sealed record TellAlertRefused(Alert Alert, string Why, Person? Primary) : ToOnCallChannel;

    /// <summary>What should have waited for business hours could not be put where it waits.</summary>
    public sealed record TellTicketRefused(NoiseReport Ticket, string Why) : ToOnCallChannel;
}
