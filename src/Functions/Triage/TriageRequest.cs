using System.Text.Json;
using System.Text.Json.Serialization;

namespace OnCall.Functions.Triage;

/// <summary>What is posted. Everything may be missing: then everything but an org is looked at, for nobody's incident.</summary>
sealed class TriageRequest
{
    /// <summary>PagerDuty's id of an open incident.</summary>
    public string? Incident { get; set; }

    /// <summary>An org's id, or its owner's e-mail.</summary>
    public string? Org { get; set; }

    public string? By { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TriageRequest))]
sealed partial class TriageRequestJson : JsonSerializerContext;
