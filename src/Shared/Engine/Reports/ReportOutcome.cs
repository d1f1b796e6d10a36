using OnCall.Core.Processes;
using OnCall.Core.Reports;

namespace OnCall.Engine.Reports;

/// <summary>What came of a customer's report, for whoever passed it on.</summary>
public abstract record ReportOutcome
{
    ReportOutcome() { }

    /// <summary>PagerDuty is being told.</summary>
    public sealed record Paged(CustomerReport Report) : ReportOutcome;

    /// <summary>The same loss pages since then: it was recorded, and nobody is paged again.</summary>
    public sealed record PagedBefore(CustomerReport Report, DateTimeOffset Since) : ReportOutcome;

    /// <summary>Not page-worthy.</summary>
    /// <param name="IsNew">False when the same was reported before, today.</param>
    /// <param name="PagedSince">Since when a total loss of the same org pages; null while none does.</param>
    public sealed record Ticket(CustomerReport Report, bool IsNew, DateTimeOffset? PagedSince) : ReportOutcome;

    /// <summary>Nothing was stored.</summary>
    public sealed record Refused(IReadOnlyList<Refusal> Refusals) : ReportOutcome;
}
