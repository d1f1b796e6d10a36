using System.Text.Json;

namespace OnCall.Functions.Hosting;

/// <summary>
/// What the Functions host posts for everything that is not HTTP:
/// <c>{"Data":{"&lt;binding&gt;":…},"Metadata":{…}}</c>. Nothing depends on the metadata, which
/// differs from one extension version to the next.
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
        using var envelope = await ReadAsync(request, cancellation);
        return TextOf(envelope, binding);
    }

    /// <summary>A message with what may be known about it beside its body.</summary>
    /// <exception cref="FormatException">The host's envelope has no such binding.</exception>
    public static async Task<QueuedMessage> ReadMessageAsync(
        HttpRequest request, string binding, CancellationToken cancellation)
    {
        using var envelope = await ReadAsync(request, cancellation);
        var metadata = new MessageMetadata(envelope.RootElement);
        return new QueuedMessage(Plain(TextOf(envelope, binding)), metadata.MessageId, metadata.DeadLetterReason);
    }

    static async Task<JsonDocument> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            return await JsonDocument.ParseAsync(request.Body, default, cancellation);
        }
        catch (JsonException e)
        {
            throw new FormatException($"The Functions host's envelope is not JSON: {e.Message}", e);
        }
    }

    static string TextOf(JsonDocument envelope, string binding)
    {
        try
        {
            if (envelope.RootElement.ValueKind == JsonValueKind.Object
                && envelope.RootElement.TryGetProperty("Data", out var data) && data.ValueKind == JsonValueKind.Object
                && data.TryGetProperty(binding, out var value))
                return value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        }
        catch (InvalidOperationException e)
        {
            // Bytes that are no text, in a JSON string that nobody has decoded before.
            throw new FormatException($"The Functions host's envelope is not JSON: {e.Message}", e);
        }

        throw new FormatException($"The Functions host's envelope has no Data.{binding}.");
    }

    /// <summary>The text inside a JSON string; any other text as it stands.</summary>
    internal static string Plain(string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.String ? json.RootElement.GetString()! : text;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return text;
        }
    }
}
