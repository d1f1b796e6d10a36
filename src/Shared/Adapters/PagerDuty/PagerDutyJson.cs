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

/// <summary>What we send to PagerDuty.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EscalateRequest))]
[JsonSerializable(typeof(NoteRequest))]
[JsonSerializable(typeof(ActivateRequest))]
sealed partial class PagerDutyJson : JsonSerializerContext;
