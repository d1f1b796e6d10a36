using System.Text.Json.Serialization;

namespace OnCall.Core.Security;

/// <summary>How what became of a security event is written to disk.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(SecurityCase))]
public sealed partial class SecurityStateJson : JsonSerializerContext;

/// <summary>How its events are written to disk: apart from the states, because both know a "Paged".</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(SecurityHappening))]
public sealed partial class SecurityEventJson : JsonSerializerContext;
