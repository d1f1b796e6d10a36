using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amqp;
using Amqp.Types;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>Added properties may be of any AMQP type, which JSON has not: they are written as AMQP, in Base64.</summary>
sealed class AddedPropertiesJson : JsonConverter<ImmutableDictionary<string, object>>
{
    public override ImmutableDictionary<string, object> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var bytes = reader.GetBytesFromBase64();
        return bytes.Length == 0
            ? AddedProperties.None
            : AddedProperties.From((Map)Encoder.ReadObject(new ByteBuffer(bytes, 0, bytes.Length, bytes.Length)));
    }

    public override void Write(
        Utf8JsonWriter writer, ImmutableDictionary<string, object> value, JsonSerializerOptions options)
    {
        if (value.IsEmpty)
        {
            writer.WriteStringValue("");
            return;
        }

        var map = new Map();
        foreach (var (name, added) in value)
            map[name] = added;
        var buffer = new ByteBuffer(256, autoGrow: true);
        Encoder.WriteObject(buffer, map);
        writer.WriteBase64StringValue(buffer.Buffer.AsSpan(buffer.Offset, buffer.Length));
    }
}
