using System.Text.Json.Serialization;

namespace OnCall.Core.Notices;

/// <summary>How a notice's state is written to disk.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(Notice))]
public sealed partial class NoticeStateJson : JsonSerializerContext;

/// <summary>How a notice's events are written to disk: apart from the states, because both know a "Settled".</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(NoticeEvent))]
public sealed partial class NoticeEventJson : JsonSerializerContext;
