using System.Text.Json;

namespace OnCall.Functions.Hosting;

/// <summary>A message of a queue.</summary>
/// <param name="MessageId">Null when the host does not say.</param>
/// <param name="DeadLetterReason">Why the bus gave up, in its words; null when the host does not say.</param>
sealed record QueuedMessage(string Body, string? MessageId, string? DeadLetterReason);

/// <summary>What hosts write beside a message, each in its own way: as a text, as JSON in a text, one level deeper.</summary>
readonly struct MessageMetadata(JsonElement envelope)
{
    static readonly string[] Places = ["ApplicationProperties", "UserProperties"];

    public string? MessageId => Text("MessageId");

    public string? DeadLetterReason =>
        string.Join(": ", new[] { Text("DeadLetterReason"), Text("DeadLetterErrorDescription") }.OfType<string>()) is { Length: > 0 } why
            ? why
            : null;

    string? Text(string name)
    {
        if (Child(envelope, "Metadata") is not { } metadata)
            return null;
        var holders = Places.Select(place => Child(metadata, place)).Prepend(metadata);
        return holders.Select(holder => holder is { } found && Child(found, name) is { } value ? TextIn(value) : null)
            .FirstOrDefault(text => text is { Length: > 0 });
    }

    static string? TextIn(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String && Invocation.Plain(value.GetString()!) is var text and not "null"
                ? text
                : null;
        }
        catch (InvalidOperationException)
        {
            // Bytes that are no text.
            return null;
        }
    }

    static JsonElement? Child(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var child) ? child : null;
}
