using System.Text.Json;
using OnCall.Adapters.Json;
using OnCall.Adapters.Text;
using OnCall.Core.Processes;
using OnCall.Core.Security;

namespace OnCall.Adapters.NovaVms;

/// <summary>
/// Reads an event of NovaVMS. Never throws, whatever arrives. Strict about what it is and which one, lenient about the rest: a
/// leak of which it is not said what leaked pages all the same.
/// </summary>
public static class NovaVmsEvents
{
    const int MaxIdLength = 200;
    const int MaxTypeLength = 100;
    const int MaxTextLength = 300;

    /// <param name="now">Stands in for a time that NovaVMS left out.</param>
    public static NovaVmsReading Read(ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        using var document = LenientJson.Parse(body);
        if (document is not { RootElement: { ValueKind: JsonValueKind.Object } happened })
            return new NovaVmsReading.NoJson("The body is no JSON object, or nested too deeply.");
        if (happened.Text("id") is not { Length: <= MaxIdLength } id || string.IsNullOrWhiteSpace(id))
            return new NovaVmsReading.Malformed($"id: is missing, no text or longer than {MaxIdLength} characters; name the event by it.");
        if (happened.Text("type") is not { Length: <= MaxTypeLength } type || string.IsNullOrWhiteSpace(type))
            return new NovaVmsReading.Malformed(
                $"type: is missing, no text or longer than {MaxTypeLength} characters; say what happened, such as gateway.offline.");

        var (data, at) = (happened.Child("data") ?? default, happened.Moment("occurred_at") ?? now);
        return type switch
        {
            "credential_leak.confirmed" => Security(new ProductEvent.CredentialLeak(
                id, at, Text(data, "what"), Text(data, "org_id"), data.Url("url"), Actor.NovaVms)),
            "platform.impersonation_started" => Security(new ProductEvent.ImpersonationStarted(
                id, at, Text(data, "actor_email"), Text(data, "org_id"), Text(data, "org_name"), Text(data, "grant_id"), Text(data, "reason"))),
            "platform_audit_log.deleted" => Security(new ProductEvent.AuditLogDeleted(
                id, at, data.Number("rows"), Text(data, "actor_email"), Text(data, "org_id"))),
            _ => new NovaVmsReading.Other(new OtherEvent(id, type, at, Text(data, "summary"), Text(data, "org_id"), data.Url("url"))),
        };
    }

    static NovaVmsReading.Security Security(ProductEvent happened) => new(happened);

    static string? Text(JsonElement data, string name) => data.Text(name) is { } text ? Shortened.To(text, MaxTextLength) : null;
}

/// <summary>What an event of NovaVMS says.</summary>
public abstract record NovaVmsReading
{
    NovaVmsReading() { }

    public sealed record Security(ProductEvent Event) : NovaVmsReading;

    /// <summary>Not page-worthy, whether its type is known here or not.</summary>
    public sealed record Other(OtherEvent Event) : NovaVmsReading;

    public sealed record NoJson(string Why) : NovaVmsReading;

    /// <param name="Why">What is wrong, where and how to mend it; nothing that was sent stands in it.</param>
    public sealed record Malformed(string Why) : NovaVmsReading;
}
