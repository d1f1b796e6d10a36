using System.Globalization;
using System.Text.Json;

namespace OnCall.Adapters.Json;

/// <summary>
/// Reads what neighbours send without trusting its shape: a missing field, a null and a field of another kind
/// are all "not there", a number is as good as a text, and nothing throws.
/// </summary>
static class LenientJson
{
    // Real payloads are less than ten levels deep.
    static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <summary>Null when it is not JSON.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return JsonDocument.Parse(utf8, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonElement? Child(this JsonElement parent, string name)
    {
        try
        {
            return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child)
                && child.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
                ? child
                : null;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair in the name of a property that is looked at on the way: it parses, but it is no text.
            return null;
        }
    }

    public static IEnumerable<JsonElement> Items(this JsonElement parent, string name) =>
        parent.Child(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    /// <summary>A text or a number; null for everything else, also for an empty text.</summary>
    public static string? Text(this JsonElement parent, string name) =>
        parent.Child(name) is { } child && child.AsText() is { Length: > 0 } text ? text : null;

    public static bool Flag(this JsonElement parent, string name) =>
        parent.Child(name) is { ValueKind: JsonValueKind.True };

    public static int? Number(this JsonElement parent, string name) =>
        int.TryParse(parent.Text(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static DateTimeOffset? Moment(this JsonElement parent, string name) =>
        DateTimeOffset.TryParse(
            parent.Text(name), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;

    /// <summary>Null for everything that a browser would not open.</summary>
    public static Uri? WebAddress(this JsonElement parent, string name) =>
        Uri.TryCreate(parent.Text(name), UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            ? url
            : null;

    public static string? AsText(this JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.String => element.GetString(),
                JsonValueKind.Number => element.GetRawText(),
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair or bytes that are not UTF-8: it parses, but it is no text.
            return null;
        }
    }
}
