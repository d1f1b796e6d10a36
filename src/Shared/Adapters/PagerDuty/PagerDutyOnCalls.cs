using System.Text.Json;
using OnCall.Adapters.Json;
using OnCall.Core.Rotation;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.PagerDuty;

/// <summary>Who stands on the levels of the escalation policy of <c>PagerDuty__EscalationPolicyId</c>.</summary>
public sealed class PagerDutyOnCalls(PagerDutyRestCalls calls, PagerDutySettings settings) : IPagingOnCalls
{
    public async Task<Listing<PagerDutyOnCall>> ReadAsync(CancellationToken cancellation) =>
        settings.EscalationPolicyId.Length == 0
            ? new Listing<PagerDutyOnCall>.NotRead("PagerDuty__EscalationPolicyId is not set.")
            : await PagerDutyPages.ReadAsync(
                calls,
                $"oncalls?escalation_policy_ids[]={Uri.EscapeDataString(settings.EscalationPolicyId)}&include[]=users",
                "oncalls", Read, cancellation);

    // Start and end are null for a place that is permanent.
    static PagerDutyOnCall? Read(JsonElement entry) =>
        entry.Number("escalation_level") is { } level
        && entry.Child("user") is { } user && IncidentFields.Id(user) is { } id
            ? new PagerDutyOnCall(
                level, id, IncidentFields.Name(user.Text("name") ?? user.Text("summary") ?? id),
                entry.Moment("start"), entry.Moment("end"))
            : null;
}
