using System.Text.Json.Serialization;

namespace OnCall.Core.Incidents;

/// <summary>How an incident's state is written to disk.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(Incident))]
public sealed partial class IncidentStateJson : JsonSerializerContext;

/// <summary>
/// How an incident's events are written to disk. Apart from the states, because both know an "Acknowledged"
/// and a "Resolved", and one generated context cannot hold two types of one name.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(IncidentEvent))]
public sealed partial class IncidentEventJson : JsonSerializerContext;
