using System.Text.Json;
using System.Text.Json.Serialization;

namespace OnCall.Functions.Reports;

/// <summary>What is posted. Everything may be missing here: what must be there, <see cref="ReportRequestReader"/> says.</summary>
sealed class ReportRequest
{
    public string? Org { get; set; }

    /// <summary>Instead of the org's id.</summary>
    public string? OwnerEmail { get; set; }

    public string? Lost { get; set; }

    public string? Cameras { get; set; }

    public string? Words { get; set; }

    public string? By { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReportRequest))]
sealed partial class ReportRequestJson : JsonSerializerContext;
