using System.Text.Json;

namespace OnCall.LocalHost.Servers;

/// <summary>Reads JSON that somebody sent, whatever its shape.</summary>
static class SentJson
{
    /// <summary>Null when it is not JSON.</summary>
    public static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement? Part(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var part) ? part : null;

    /// <summary>Null for everything that is not a text.</summary>
    public static string? Text(this JsonElement parent, string name)
    {
        try
        {
            return parent.Part(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: it parses, but it is no text.
            return null;
        }
    }
}
