using System.Globalization;
using OnCall.Core.Incidents;
using OnCall.Core.Security;

namespace OnCall.Core.Impersonations;

/// <summary>A permission to act inside an org that this service minted. Never the token itself.</summary>
/// <param name="Id">NovaVMS's.</param>
/// <param name="RequesterEmail">For whom it was minted, as NovaVMS calls them.</param>
/// <param name="EndsAt">When it ends by itself, or was ended.</param>
public sealed record Grant(
    string Id, IncidentId Incident, string RequesterEmail, string OrgId, DateTimeOffset MintedAt, DateTimeOffset EndsAt)
{
    /// <summary>NovaVMS's clock and ours need not agree to the second.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(1);

    /// <summary>Null when it covers this one; otherwise why not, as the end of a sentence without its full stop.</summary>
    public string? WhyNotFor(ProductEvent.ImpersonationStarted started, string email) =>
        !string.Equals(RequesterEmail, email.Trim(), StringComparison.OrdinalIgnoreCase)
            ? $"grant {Id} was minted for {RequesterEmail}"
        : !string.Equals(OrgId, started.OrgId, StringComparison.Ordinal)
            ? $"grant {Id} is for org {OrgId}"
        : started.At < MintedAt - ClockTolerance
            ? string.Create(CultureInfo.InvariantCulture, $"grant {Id} was minted only at {MintedAt.UtcDateTime:HH:mm:ss} UTC")
        : started.At > EndsAt + ClockTolerance
            ? string.Create(CultureInfo.InvariantCulture, $"grant {Id} ended at {EndsAt.UtcDateTime:HH:mm:ss} UTC")
        : null;
}
