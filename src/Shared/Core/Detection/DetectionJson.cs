using System.Text.Json.Serialization;

namespace OnCall.Core.Detection;

/// <summary>How a detector's state is written to disk.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(DetectorState))]
public sealed partial class DetectionStateJson : JsonSerializerContext;

/// <summary>How a detector's events are written to disk: apart from the states, because both know a "Paged".</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(DetectorEvent))]
public sealed partial class DetectorEventJson : JsonSerializerContext;
