using System.Text.Json.Serialization;

namespace OnCall.Core.Silences;

/// <summary>How the book of silences and its events are written to disk.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(SilenceBook))]
[JsonSerializable(typeof(SilenceEvent))]
public sealed partial class SilenceJson : JsonSerializerContext;
