using System.Text.Json.Serialization;
using OnCall.Core.Alerts;

namespace OnCall.Core.Security;

/// <summary>What became of one security event. The names are on disk.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Paged), "paged")]
[JsonDerivedType(typeof(Allowed), "allowed")]
[JsonDerivedType(typeof(NotPaged), "not-paged")]
[JsonDerivedType(typeof(GivenUp), "given-up")]
public abstract record SecurityCase
{
    SecurityCase() { }

    public sealed record None : SecurityCase;

    public sealed record Paged(Alert Alert, DateTimeOffset At) : SecurityCase;

    /// <summary>An impersonation by somebody who may.</summary>
    public sealed record Allowed(string Because, DateTimeOffset At) : SecurityCase;

    /// <summary>PagerDuty refused the alert for good, and #novavms-oncall was told: it is tried again for a while.</summary>
    public sealed record NotPaged(Alert Alert, RefusedPage Page) : SecurityCase;

    /// <summary>PagerDuty never took it, and #novavms-oncall was told that it is not tried again.</summary>
    public sealed record GivenUp(Alert Alert, string Why, DateTimeOffset At) : SecurityCase;
}
