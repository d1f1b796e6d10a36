using System.Text.Json.Serialization;
using OnCall.Core.Alerts;
using OnCall.Core.Incidents;

namespace OnCall.Core.Security;

/// <summary>What happened to a security event's process. The names are on disk; the records are the audit trail.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Paged), "paged")]
[JsonDerivedType(typeof(Allowed), "allowed")]
[JsonDerivedType(typeof(PageRefused), "page-refused")]
[JsonDerivedType(typeof(PageTriedAgain), "page-tried-again")]
[JsonDerivedType(typeof(PageRefusedAgain), "page-refused-again")]
[JsonDerivedType(typeof(PageGivenUp), "page-given-up")]
[JsonDerivedType(typeof(PageTaken), "page-taken")]
public abstract record SecurityHappening(DateTimeOffset At)
{
    public sealed record Paged(ProductEvent Event, Alert Alert, DateTimeOffset At) : SecurityHappening(At);

    /// <summary>An impersonation by somebody who may: recorded, and nobody is paged.</summary>
    /// <param name="Because">Without a full stop.</param>
    public sealed record Allowed(ProductEvent Event, string Because, DateTimeOffset At) : SecurityHappening(At);

    /// <param name="Primary">Whom it would have paged.</param>
    public sealed record PageRefused(Alert Alert, string Why, Responder Primary, Responder? Secondary, DateTimeOffset At) : SecurityHappening(At);

    public sealed record PageTriedAgain(Alert Alert, DateTimeOffset At) : SecurityHappening(At);

    public sealed record PageRefusedAgain(string Why, DateTimeOffset At) : SecurityHappening(At);

    /// <summary>It was refused for so long that it is not tried any more.</summary>
    public sealed record PageGivenUp(Alert Alert, string Why, DateTimeOffset At) : SecurityHappening(At);

    /// <summary>PagerDuty took in the end what it had refused before.</summary>
    public sealed record PageTaken(Alert Alert, DateTimeOffset RefusedSince, DateTimeOffset At) : SecurityHappening(At);
}
