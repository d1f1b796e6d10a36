using System.Text.Json.Serialization;

namespace OnCall.Core.Effects;

/// <summary>How effects are written to disk.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(Effect))]
public sealed partial class EffectJson : JsonSerializerContext;
