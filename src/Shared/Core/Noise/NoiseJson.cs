using System.Text.Json.Serialization;

namespace OnCall.Core.Noise;

/// <summary>How the book of noise and its events are written to disk.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(NoiseBook))]
[JsonSerializable(typeof(NoiseEvent))]
public sealed partial class NoiseJson : JsonSerializerContext;
