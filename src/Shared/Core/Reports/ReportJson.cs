using System.Text.Json.Serialization;

namespace OnCall.Core.Reports;

/// <summary>How a report's state is written to disk.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(Report))]
public sealed partial class ReportStateJson : JsonSerializerContext;

/// <summary>How a report's events are written to disk: apart from the states, because both know a "Paged".</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(ReportEvent))]
public sealed partial class ReportEventJson : JsonSerializerContext;
