namespace OnCall.Core.Alerts;

/// <summary>A P1, as PagerDuty and whoever it wakes are told of it.</summary>
/// <param name="Rule">The id of the rule that was broken: "cloud-api-5xx".</param>
/// <param name="Scope">For what: a host name, an org's id, an event's id.</param>
/// <param name="Summary">One line, as it is read on a telephone: what is broken.</param>
/// <param name="Why">Why it pages: what was seen, for how long, and where the line is drawn.</param>
/// <param name="Source">Where it was seen: a host name.</param>
/// <param name="At">When it began.</param>
public sealed record Alert(
    string Rule, string Scope, string Summary, string Why, string Source, IReadOnlyList<AlertLink> Links, DateTimeOffset At)
{
    /// <summary>The same for as long as it is about the same rule and scope, whatever else changes.</summary>
    public DedupKey Key => DedupKey.Of(Rule, Scope);
}

/// <param name="Text">What stands there instead of the address.</param>
public sealed record AlertLink(string Text, Uri Url);
