using System.Text.Json.Serialization;
using OnCall.Core.Noise;

namespace OnCall.Core.Effects;

/// <summary>What people see when what should have waited for the morning could not.</summary>
[JsonDerivedType(typeof(TellTicketRefused), "tell-ticket-refused")]
public abstract partial record Effect
{
    /// <summary>What should have waited for business hours could not be put where it waits.</summary>
    public sealed record TellTicketRefused(NoiseReport Ticket, string Why) : ToOnCallChannel;
}
