namespace OnCall.Core.Alerts;

/// <summary>Why an incident was paged, as whoever triggered its alert knows it.</summary>
/// <param name="Rule">The id of the rule that was broken: "cloud-api-5xx".</param>
/// <param name="Why">What was seen and where the line is drawn, in sentences.</param>
/// <param name="Scope">For what: a host name, an org's id; null in what was written before it was kept.</param>
public sealed record Cause(string Rule, string Why, IReadOnlyList<AlertLink> Links, string? Scope = null)
{
    public static Cause Of(Alert alert) => new(alert.Rule, alert.Why, alert.Links, alert.Scope);
}
