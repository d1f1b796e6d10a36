using System.Text.Json.Serialization;

namespace OnCall.Functions.Hosting;

/// <summary>What a neighbour reads when it has sent us something.</summary>
sealed record WebhookAnswer(
    string Outcome, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Why = null);

sealed record ErrorAnswer(string Error);

/// <summary>What the Functions host wants to read; its names are the host's.</summary>
sealed record InvocationAnswer(
    [property: JsonPropertyName("Outputs")] Dictionary<string, string> Outputs,
    [property: JsonPropertyName("Logs")] IReadOnlyList<string> Logs,
    [property: JsonPropertyName("ReturnValue")] string? ReturnValue);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WebhookAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(InvocationAnswer))]
[JsonSerializable(typeof(Health.HealthAnswer))]
sealed partial class AnswerJson : JsonSerializerContext;
