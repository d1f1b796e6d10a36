using System.Text.Json;

namespace OnCall.Functions.Hosting;

/// <summary>
/// What the Functions host posts for everything that is not HTTP:
/// <c>{"Data":{"&lt;binding&gt;":…},"Metadata":{…}}</c>. Only the data is used: metadata differs from one
/// extension version to the next.
/// </summary>
static class Invocation
{
    /// <summary>
    /// The answer that completes an invocation. Always an object: an empty body or null would never complete it,
    /// and a timer would stop firing.
    /// </summary>
    public static IResult Done => Results.Json(new InvocationAnswer([], [], null), AnswerJson.Default.InvocationAnswer);

    /// <summary>The text of a binding: objects stay objects, every other value comes as JSON inside a string.</summary>
    /// <exception cref="FormatException">The host's envelope has no such binding.</exception>
    public static async Task<string> ReadTextAsync(HttpRequest request, string binding, CancellationToken cancellation)
    {
        try
        {
            using var envelope = await JsonDocument.ParseAsync(request.Body, default, cancellation);
            if (envelope.RootElement.ValueKind == JsonValueKind.Object
                && envelope.RootElement.TryGetProperty("Data", out var data) && data.ValueKind == JsonValueKind.Object
                && data.TryGetProperty(binding, out var value))
                return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter: bytes that are no text, in a JSON string that nobody has decoded before.
            throw new FormatException($"The Functions host's envelope is not JSON: {e.Message}", e);
        }

        throw new FormatException($"The Functions host's envelope has no Data.{binding}.");
    }
}
