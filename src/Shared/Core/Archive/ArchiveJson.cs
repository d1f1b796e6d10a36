using System.Text.Json.Serialization;

namespace OnCall.Core.Archive;

/// <summary>How the archive is written to disk.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(IncidentArchive))]
[JsonSerializable(typeof(ArchiveEvent))]
public sealed partial class ArchiveJson : JsonSerializerContext;
