using System.Text.Json.Serialization;
using OnCall.Core.Alerts;

namespace OnCall.Core.Reports;

/// <summary>How the reports about one org stand. The names are on disk.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Quiet), "quiet")]
[JsonDerivedType(typeof(Paged), "paged")]
[JsonDerivedType(typeof(NotPaged), "not-paged")]
public abstract record Report
{
    Report() { }

    /// <summary>No total loss stands: none was ever reported, or it is over.</summary>
    public sealed record Quiet : Report;

    /// <param name="Since">When it was reported first.</param>
    /// <param name="Times">How often it was reported since.</param>
    public sealed record Paged(Alert Alert, DateTimeOffset Since, int Times) : Report;

    /// <summary>PagerDuty refused the alert for good: it is tried again for a while, and with the next report.</summary>
    public sealed record NotPaged(Alert Alert, RefusedPage Page) : Report;
}
