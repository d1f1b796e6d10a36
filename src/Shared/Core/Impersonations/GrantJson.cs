using System.Text.Json.Serialization;

namespace OnCall.Core.Impersonations;

/// <summary>How the book of grants and its events are written to disk.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(GrantBook))]
[JsonSerializable(typeof(GrantEvent))]
public sealed partial class GrantJson : JsonSerializerContext;
