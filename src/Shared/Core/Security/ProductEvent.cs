using System.Text.Json.Serialization;
using OnCall.Core.Processes;

namespace OnCall.Core.Security;

/// <summary>
/// A security event, as the product tells it or a person does. What it does not say is null: a leak of which nobody says
/// what leaked is a leak all the same. The names are on disk.
/// </summary>
/// <param name="Id">The product's; nothing else shares it.</param>
/// <param name="At">When it happened.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(CredentialLeak), "credential-leak")]
[JsonDerivedType(typeof(ImpersonationStarted), "impersonation-started")]
[JsonDerivedType(typeof(AuditLogDeleted), "audit-log-deleted")]
public abstract record ProductEvent(string Id, DateTimeOffset At)
{
    /// <summary>"Confirmed credential leak".</summary>
    /// <param name="What">What leaked, and where.</param>
    /// <param name="By">Who says so: the product, or a person.</param>
    public sealed record CredentialLeak(string Id, DateTimeOffset At, string? What, string? OrgId, Uri? Url, Actor By)
        : ProductEvent(Id, At);

    /// <param name="ActorEmail">Who began to act inside the org.</param>
    /// <param name="GrantId">The grant that they used.</param>
    /// <param name="Said">The reason that they gave.</param>
    public sealed record ImpersonationStarted(
        string Id, DateTimeOffset At, string? ActorEmail, string? OrgId, string? OrgName, string? GrantId, string? Said)
        : ProductEvent(Id, At);

    /// <param name="Rows">How many rows of <c>platform_audit_log</c>.</param>
    public sealed record AuditLogDeleted(string Id, DateTimeOffset At, int? Rows, string? ActorEmail, string? OrgId)
        : ProductEvent(Id, At);
}
