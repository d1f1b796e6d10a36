using System.Text.Json.Serialization;

namespace OnCall.Adapters.PagerDuty;

sealed record EscalateRequest(EscalateRequest.Reference Incident)
{
    internal sealed record Reference(string Type, int EscalationLevel);
}

sealed record NoteRequest(NoteRequest.Content Note)
{
    internal sealed record Content([property: JsonPropertyName("content")] string Text);
}

sealed record ActivateRequest(ActivateRequest.Change WebhookSubscription)
{
    internal sealed record Change(bool Active);
}

/// <summary>Of the Events API v2.</summary>
sealed record EventRequest(string RoutingKey, string EventAction, string DedupKey)
{
    public Details? Payload { get; init; }

    public IReadOnlyList<Link>? Links { get; init; }

    public string? Client { get; init; }

    internal sealed record Details(
        string Summary, string Source, string Severity, DateTimeOffset Timestamp, string Component, string Class,
        Explanation CustomDetails);

    internal sealed record Explanation(string Why, string Rule, string Scope);

    internal sealed record Link(Uri Href, string Text);
}

/// <summary>What we send to PagerDuty.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EscalateRequest))]
[JsonSerializable(typeof(NoteRequest))]
[JsonSerializable(typeof(ActivateRequest))]
[JsonSerializable(typeof(EventRequest))]
sealed partial class PagerDutyJson : JsonSerializerContext;
