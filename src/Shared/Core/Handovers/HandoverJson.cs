using System.Text.Json.Serialization;

namespace OnCall.Core.Handovers;

/// <summary>How a handover's state is written to disk.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(Handover))]
public sealed partial class HandoverStateJson : JsonSerializerContext;

/// <summary>How a handover's events are written to disk: apart from the states, because both know the same names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(HandoverEvent))]
public sealed partial class HandoverEventJson : JsonSerializerContext;
