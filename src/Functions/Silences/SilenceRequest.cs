using System.Text.Json;
using System.Text.Json.Serialization;

namespace OnCall.Functions.Silences;

/// <summary>
/// What is posted. Everything may be missing here: what must be there, <see cref="SilenceRequestReader"/> and the
/// rules say by name.
/// </summary>
sealed class SilenceRequest
{
    public string? Alert { get; set; }

    public string? Kind { get; set; }

    public string? Why { get; set; }

    public string? Until { get; set; }

    /// <summary>How long from now, instead of until when.</summary>
    public string? For { get; set; }

    public string? By { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SilenceRequest))]
sealed partial class SilenceRequestJson : JsonSerializerContext;
