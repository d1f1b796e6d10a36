using System.Text.Json;
using System.Text.Json.Serialization;

namespace OnCall.LocalHost.FunctionsHost;

// The shape of a function.json. A field that the player does not play is an error and not silence: the
// function would do something else in Azure than here.
sealed record FunctionFile(
    [property: JsonPropertyName("$schema")] string? Schema,
    bool? Disabled,
    IReadOnlyList<FunctionFile.BindingEntry>? Bindings)
{
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }

    internal sealed record BindingEntry(
        string? Type,
        string? Direction,
        string? Name,
        string? Route,
        IReadOnlyList<string>? Methods,
        string? AuthLevel,
        string? Schedule,
        string? QueueName,
        string? Connection)
    {
        [JsonExtensionData]
        public Dictionary<string, JsonElement>? Unknown { get; set; }
    }
}
