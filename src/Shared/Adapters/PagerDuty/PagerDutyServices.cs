using System.Globalization;
using System.Text.Json;
using OnCall.Adapters.Json;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.PagerDuty;

/// <summary>The services that page by the escalation policy of <c>PagerDuty__EscalationPolicyId</c>.</summary>
public sealed class PagerDutyServices(PagerDutyRestCalls calls, PagerDutySettings settings) : IPagingServices
{
    public async Task<Listing<PagingService>> ReadAsync(CancellationToken cancellation) =>
        settings.EscalationPolicyId.Length == 0
            ? new Listing<PagingService>.NotRead("PagerDuty__EscalationPolicyId is not set.")
            : await PagerDutyPages.ReadAsync(calls, "services", "services", Read, cancellation);

    // PagerDuty cannot be asked for the services of one policy.
    PagingService? Read(JsonElement entry) =>
        IncidentFields.Id(entry) is { } id && entry.Child("escalation_policy")?.Text("id") == settings.EscalationPolicyId
            ? new PagingService(
                id,
                IncidentFields.Name(entry.Text("name") ?? entry.Text("summary") ?? id),
                entry.WebAddress("html_url"),
                Timeout(entry, "acknowledgement_timeout"),
                Timeout(entry, "auto_resolve_timeout"))
            : null;

    // Seconds; null means never. A field that is missing says nothing.
    static TimeSpan? Timeout(JsonElement entry, string name) =>
        !entry.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Null ? TimeSpan.Zero
        : int.TryParse(value.AsText(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
