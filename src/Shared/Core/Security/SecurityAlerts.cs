using System.Globalization;
using OnCall.Core.Alerts;
using OnCall.Core.Processes;

namespace OnCall.Core.Security;

/// <summary>What security events page with. Each has a key of its own: none is ever grouped into another.</summary>
public static class SecurityAlerts
{
    public const string CredentialLeak = "credential-leak";
    public const string UnknownImpersonation = "unknown-impersonation";
    public const string AuditLogDeletion = "audit-log-deletion";

    /// <summary>The rules of their keys.</summary>
    public static IReadOnlyList<string> Rules { get; } = [CredentialLeak, UnknownImpersonation, AuditLogDeletion];

    const string Source = "novavms";

    public static Alert Of(ProductEvent.CredentialLeak leak)
    {
        var what = leak.What ?? "what leaked is not said";
        return Alert(
            CredentialLeak, leak, $"Confirmed credential leak: {what}",
            $"{Says(leak.By)} a confirmed credential leak{InOrg(leak.OrgId)}: {what}. Each one pages at once.",
            leak.Url is { } url ? [new AlertLink("What leaked", url)] : []);
    }

    /// <param name="why">Why nobody knows the actor.</param>
    public static Alert Of(ProductEvent.ImpersonationStarted started, string why) => Alert(
        UnknownImpersonation, started,
        $"Impersonation by an unknown actor: {started.ActorEmail ?? "nobody is named"} in {Org(started)}",
        $"platform.impersonation_started in {Org(started)} with the reason {Quoted(started.Said)}: {why}");

    public static Alert Of(ProductEvent.AuditLogDeleted deleted)
    {
        var rows = deleted.Rows is { } count
            ? string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "row" : "rows")}")
            : "An unknown number of rows";
        return Alert(
            AuditLogDeletion, deleted, $"{rows} of platform_audit_log deleted: should be impossible, investigate",
            $"{rows} of platform_audit_log deleted by {deleted.ActorEmail ?? "nobody who is named"}{InOrg(deleted.OrgId)}. "
            + "Any deletion pages: it should be impossible.");
    }

    static Alert Alert(string rule, ProductEvent happened, string summary, string why, IReadOnlyList<AlertLink>? links = null) =>
        new(rule, happened.Id, summary, why, Source, links ?? [], happened.At);

    static string Says(Actor by) => $"{by.Name} reports";

    static string InOrg(string? org) => org is null ? "" : $" in org {org}";

    static string Org(ProductEvent.ImpersonationStarted started) => (started.OrgName, started.OrgId) switch
    {
        ({ } name, { } id) => $"{name} ({id})",
        (null, { } id) => id,
        ({ } name, null) => name,
        _ => "an org that is not named",
    };

    static string Quoted(string? said) => said is null ? "that nobody gave" : $"\"{said}\"";
}
