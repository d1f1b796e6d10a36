using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OnCall.Engine.Streams;

/// <summary>How one kind of process is written to disk.</summary>
public sealed class StreamCodec<TState, TEvent>(JsonTypeInfo<TState> states, JsonTypeInfo<TEvent> events)
{
    public string Write(TState state) => JsonSerializer.Serialize(state, states);

    public string Write(TEvent happened) => JsonSerializer.Serialize(happened, events);

    public TState ReadState(string json) => JsonSerializer.Deserialize(json, states)
        ?? throw new JsonException("A stored state cannot be null.");

    public TEvent ReadEvent(string json) => JsonSerializer.Deserialize(json, events)
        ?? throw new JsonException("A stored event cannot be null.");
}
