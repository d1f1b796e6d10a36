using System.Text.Json.Serialization;
using OnCall.Core.Alerts;
using OnCall.Core.Incidents;
using OnCall.Core.Noise;
using OnCall.Core.Processes;

namespace OnCall.Core.Reports;

/// <summary>What happened to the reports about one org. The names are on disk; the records are the audit trail.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Paged), "paged")]
[JsonDerivedType(typeof(Repeated), "repeated")]
[JsonDerivedType(typeof(Ticketed), "ticketed")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(PageRefused), "page-refused")]
[JsonDerivedType(typeof(PageTriedAgain), "page-tried-again")]
[JsonDerivedType(typeof(PageRefusedAgain), "page-refused-again")]
[JsonDerivedType(typeof(PageGivenUp), "page-given-up")]
[JsonDerivedType(typeof(PageTaken), "page-taken")]
[JsonDerivedType(typeof(TicketRefused), "ticket-refused")]
public abstract record ReportEvent(DateTimeOffset At)
{
    public sealed record Paged(CustomerReport Report, Alert Alert, DateTimeOffset At) : ReportEvent(At);

    /// <summary>Reported once more while it is open.</summary>
    public sealed record Repeated(CustomerReport Report, Alert Alert, DateTimeOffset At) : ReportEvent(At);

    /// <summary>Not page-worthy: it is handled in business hours.</summary>
    public sealed record Ticketed(CustomerReport Report, NoiseReport Ticket, DateTimeOffset At) : ReportEvent(At);

    public sealed record Closed(Actor By, DateTimeOffset At) : ReportEvent(At);

    /// <param name="Primary">Whom it would have paged.</param>
    public sealed record PageRefused(Alert Alert, string Why, Responder Primary, Responder? Secondary, DateTimeOffset At) : ReportEvent(At);

    public sealed record PageTriedAgain(Alert Alert, DateTimeOffset At) : ReportEvent(At);

    public sealed record PageRefusedAgain(string Why, DateTimeOffset At) : ReportEvent(At);

    /// <summary>It was refused for so long that it is not tried any more.</summary>
    public sealed record PageGivenUp(Alert Alert, string Why, DateTimeOffset At) : ReportEvent(At);

    /// <summary>PagerDuty took in the end what it had refused before.</summary>
    public sealed record PageTaken(Alert Alert, DateTimeOffset RefusedSince, DateTimeOffset At) : ReportEvent(At);

    public sealed record TicketRefused(NoiseReport Ticket, string Why, DateTimeOffset At) : ReportEvent(At);
}
