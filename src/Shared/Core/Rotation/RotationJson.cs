using System.Text.Json.Serialization;

namespace OnCall.Core.Rotation;

/// <summary>How the rotation's state and its events are written to disk.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(OverrideBook))]
[JsonSerializable(typeof(RotationEvent))]
public sealed partial class RotationJson : JsonSerializerContext;
