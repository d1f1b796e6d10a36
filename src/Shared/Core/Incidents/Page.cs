using System.Text.Json.Serialization;
using OnCall.Core.Alerts;
using OnCall.Core.Processes;
using OnCall.Core.Text;

namespace OnCall.Core.Incidents;

/// <summary>PagerDuty's id of an incident, such as <c>PGR0VU2</c>.</summary>
[JsonConverter(typeof(IncidentIdJson))]
public readonly record struct IncidentId(string Value)
{
    public override string ToString() => Value;
}

public sealed class IncidentIdJson() : TextJson<IncidentId>(id => id.Value, text => new IncidentId(text));

/// <summary>What paged.</summary>
/// <param name="StartedAt">As PagerDuty dates it; it is the incident's start time.</param>
/// <param name="Cause">Why it was paged; null when it was not us who triggered it.</param>
public sealed record Page(
    IncidentId Incident, string Title, string? Service, Uri? Url, DateTimeOffset StartedAt, Cause? Cause = null)
{
    /// <summary>"If customer-reported": the org that the customer named; null for what no customer reported.</summary>
    public string? OrgInDoubt() => Cause is { Scope: { } org } && Cause.Rule == Rules.CustomerReport.Id ? org : null;
}
