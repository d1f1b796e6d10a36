using System.Text.Json.Serialization;
using OnCall.Core.Alerts;

namespace OnCall.Core.Security;

/// <summary>What became of one security event. The names are on disk.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Paged), "paged")]
[JsonDerivedType(typeof(Allowed), "allowed")]
[JsonDerivedType(typeof(NotPaged), "not-paged")]
public abstract record SecurityCase
{
    SecurityCase() { }

    public sealed record None : SecurityCase;

    public sealed record Paged(Alert Alert, DateTimeOffset At) : SecurityCase;

    /// <summary>An impersonation by somebody who may.</summary>
    public sealed record Allowed(string Because, DateTimeOffset At) : SecurityCase;

    /// <summary>PagerDuty refused the alert for good, and #novavms-oncall was told.</summary>
    public sealed record NotPaged(Alert Alert, string Why, DateTimeOffset At) : SecurityCase;
}
