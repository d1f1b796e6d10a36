using System.Text.Json.Serialization;

namespace OnCall.Core.DeadLetters;

/// <summary>How a dead letter's state is written to disk.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(DeadLetter))]
public sealed partial class DeadLetterStateJson : JsonSerializerContext;

/// <summary>How a dead letter's events are written to disk: apart from the states, because both know a "Replayed".</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(DeadLetterEvent))]
public sealed partial class DeadLetterEventJson : JsonSerializerContext;
