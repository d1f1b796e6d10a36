using System.Text.Json;
using System.Text.Json.Serialization;
using OnCall.Engine.Streams;
using OnCall.Engine.Wakeups;

namespace OnCall.Adapters.ServiceBus;

/// <summary>A wake-up as it travels: <c>{"process","version","due","sentAt"}</c>.</summary>
public static class WakeupMessage
{
    public static byte[] Write(Wakeup wakeup)
    {
        ArgumentNullException.ThrowIfNull(wakeup);
        var json = new WakeupJson(
            wakeup.Process.Value, wakeup.Version, wakeup.Due.ToUniversalTime(), wakeup.SentAt.ToUniversalTime());
        return JsonSerializer.SerializeToUtf8Bytes(json, WakeupJsonContext.Default.WakeupJson);
    }

    /// <summary>
    /// Reads the body, also one that is a JSON string of the JSON: the Functions host hands over message bodies so.
    /// </summary>
    /// <exception cref="FormatException">It is no wake-up.</exception>
    public static Wakeup Read(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            var json = reader.TokenType == JsonTokenType.String
                ? JsonSerializer.Deserialize(reader.GetString()!, WakeupJsonContext.Default.WakeupJson)
                : JsonSerializer.Deserialize(body, WakeupJsonContext.Default.WakeupJson);
            return json is null
                ? throw new FormatException("The message is null, not a wake-up.")
                : new(new ProcessId(json.Process), json.Version, json.Due, json.SentAt);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            throw new FormatException($"The message is no wake-up: {exception.Message}", exception);
        }
    }
}

sealed record WakeupJson(string Process, long Version, DateTimeOffset Due, DateTimeOffset SentAt);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(WakeupJson))]
sealed partial class WakeupJsonContext : JsonSerializerContext;
