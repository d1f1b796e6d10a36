using System.Text.Json.Serialization;

namespace OnCall.Core.Declarations;

/// <summary>How a declaration's state is written to disk.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(Declaration))]
public sealed partial class DeclarationStateJson : JsonSerializerContext;

/// <summary>How a declaration's events are written to disk: apart from the states, because both know a "Refused".</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(DeclarationEvent))]
public sealed partial class DeclarationEventJson : JsonSerializerContext;
