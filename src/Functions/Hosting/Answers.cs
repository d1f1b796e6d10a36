using System.Text.Json.Serialization;

namespace OnCall.Functions.Hosting;

/// <summary>What a neighbour reads when it has sent us something.</summary>
sealed record WebhookAnswer(
    string Outcome, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Why = null);

sealed record ErrorAnswer(string Error);

/// <summary>Everything that is wrong with what a person asked for, each with where and how to mend it.</summary>
sealed record RefusedAnswer(string Error, IReadOnlyList<RefusalAnswer> Refusals);

sealed record RefusalAnswer(string Name, string Field, string Text);

/// <summary>What the Functions host wants to read; its names are the host's.</summary>
sealed record InvocationAnswer(
    [property: JsonPropertyName("Outputs")] Dictionary<string, string> Outputs,
    [property: JsonPropertyName("Logs")] IReadOnlyList<string> Logs,
    [property: JsonPropertyName("ReturnValue")] string? ReturnValue);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WebhookAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
[JsonSerializable(typeof(RefusedAnswer))]
[JsonSerializable(typeof(InvocationAnswer))]
[JsonSerializable(typeof(OnCallNow.OnCallAnswer))]
[JsonSerializable(typeof(Overrides.OverridesAnswer))]
[JsonSerializable(typeof(Handovers.HandoverAnswer))]
[JsonSerializable(typeof(Detectors.DetectorsAnswer))]
[JsonSerializable(typeof(Silences.SilencesAnswer))]
[JsonSerializable(typeof(Noise.NoiseAnswer))]
[JsonSerializable(typeof(Reports.ReportAnswer))]
[JsonSerializable(typeof(Triage.TriageAnswer))]
[JsonSerializable(typeof(Health.HealthAnswer))]
[JsonSerializable(typeof(SlackEvents.ChallengeAnswer))]
[JsonSerializable(typeof(SlackInteractions.FormErrorsAnswer))]
sealed partial class AnswerJson : JsonSerializerContext;
