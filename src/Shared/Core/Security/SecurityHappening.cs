using System.Text.Json.Serialization;
using OnCall.Core.Alerts;
using OnCall.Core.Incidents;

namespace OnCall.Core.Security;

/// <summary>What happened to a security event's process. The names are on disk; the records are the audit trail.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Paged), "paged")]
[JsonDerivedType(typeof(Allowed), "allowed")]
[JsonDerivedType(typeof(PageRefused), "page-refused")]
public abstract record SecurityHappening(DateTimeOffset At)
{
    public sealed record Paged(ProductEvent Event, Alert Alert, DateTimeOffset At) : SecurityHappening(At);

    /// <summary>An impersonation by somebody who may: recorded, and nobody is paged.</summary>
    /// <param name="Because">Without a full stop.</param>
    public sealed record Allowed(ProductEvent Event, string Because, DateTimeOffset At) : SecurityHappening(At);

    /// <param name="Primary">Whom it would have paged.</param>
    public sealed record PageRefused(Alert Alert, string Why, Responder Primary, Responder? Secondary, DateTimeOffset At) : SecurityHappening(At);
}
