using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OnCall.LocalHost.FunctionsHost;

/// <summary>
/// What the host posts to the handler for everything that is not HTTP. An object stays an object; every other
/// value becomes JSON text inside a string, so that a message body of JSON is encoded twice.
/// </summary>
static class Envelope
{
    const string NoZone = "yyyy-MM-ddTHH:mm:ss.FFFFFFF";
    const string Utc = NoZone + "'Z'";

    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject ForTimer(FunctionDeclaration.OnTimer function, TimerStatus? status, DateTimeOffset now) =>
        With(function.Name, now, function.Binding, new JsonObject
        {
            ["Schedule"] = new JsonObject { ["AdjustForDST"] = true },
            ["ScheduleStatus"] = status is null ? null : new JsonObject
            {
                ["Last"] = Stamp(status.Last, Utc),
                ["Next"] = Stamp(status.Next, Utc),
                ["LastUpdated"] = Stamp(status.LastUpdated, Utc),
            },
            // A run is past due only when the host finds it missed at its start; this one starts without a past.
            ["IsPastDue"] = false,
        }, []);

    public static JsonObject ForMessage(
        FunctionDeclaration.OnMessages function, QueueMessage message, DateTimeOffset now) =>
        With(function.Name, now, function.Binding, Text(Encoding.UTF8.GetString(message.Body.Span)), new JsonObject
        {
            ["MessageId"] = Text(message.MessageId),
            ["DeliveryCount"] = Text(message.DeliveryCount),
            ["EnqueuedTimeUtc"] = Text(Stamp(message.EnqueuedTimeUtc, NoZone)),
            ["SequenceNumber"] = Text(message.SequenceNumber),
            ["CorrelationId"] = Text(message.CorrelationId),
            ["ContentType"] = Text(message.ContentType),
            ["ApplicationProperties"] = JsonSerializer.SerializeToNode(message.ApplicationProperties, Json),
            ["LockToken"] = Text(message.LockToken),
        });

    static JsonObject With(string function, DateTimeOffset now, string binding, JsonNode data, JsonObject metadata)
    {
        metadata["sys"] = new JsonObject
        {
            ["MethodName"] = function,
            ["UtcNow"] = Stamp(now, Utc),
            ["RandGuid"] = Guid.NewGuid().ToString(),
        };
        return new JsonObject { ["Data"] = new JsonObject { [binding] = data }, ["Metadata"] = metadata };
    }

    static JsonValue Text<T>(T value) => JsonValue.Create(JsonSerializer.Serialize(value, Json));

    static string Stamp(DateTimeOffset moment, string format) =>
        moment.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);
}

/// <summary>When a timer ran and will run, as the host remembers it.</summary>
sealed record TimerStatus(DateTimeOffset Last, DateTimeOffset Next, DateTimeOffset LastUpdated);
