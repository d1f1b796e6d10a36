using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>A way into a customer's org that was opened for this incident, and has not ended.</summary>
/// <param name="Grant">NovaVMS's id of it. Never the token.</param>
/// <param name="Org">As people call it: "Harbour Logistics (org_7f3a)".</param>
/// <param name="By">For whom it was minted.</param>
/// <param name="EndsAt">When it ends by itself.</param>
public sealed record Impersonation(string Grant, string OrgId, string Org, Actor By, DateTimeOffset EndsAt)
{
    public bool IsUsed { get; init; }
}
