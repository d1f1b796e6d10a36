using System.Text.Json;
using System.Text.Json.Serialization;

namespace OnCall.Functions.Overrides;

/// <summary>
/// What is posted: an override (role, person, from, to) or a swap (first, second), why, and by whom. Everything may
/// be missing here: what must be there, <see cref="OverrideRequestReader"/> says by name.
/// </summary>
sealed class OverrideRequest : StretchRequest
{
    public StretchRequest? First { get; set; }

    public StretchRequest? Second { get; set; }

    public string? Why { get; set; }

    public string? By { get; set; }
}

class StretchRequest
{
    public string? Role { get; set; }

    public string? Person { get; set; }

    public string? From { get; set; }

    public string? To { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OverrideRequest))]
sealed partial class OverrideRequestJson : JsonSerializerContext;
