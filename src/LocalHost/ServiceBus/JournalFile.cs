using System.Text.Json;
using System.Text.Json.Serialization;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>How the journal is written: a line is a list of changes that hold together or not at all.</summary>
static class JournalFile
{
    public static byte[] Line(IReadOnlyList<QueueChange> changes) =>
        JsonSerializer.SerializeToUtf8Bytes(changes, JournalJson.Default.IReadOnlyListQueueChange);

    /// <exception cref="LocalHostException">A line before the last one cannot be read.</exception>
    public static IEnumerable<QueueChange> Read(string file)
    {
        using var lines = File.ReadLines(file).GetEnumerator();
        var hasNext = lines.MoveNext();
        for (var number = 1; hasNext; number++)
        {
            var line = lines.Current;
            hasNext = lines.MoveNext();
            foreach (var change in Changes(line) ?? (hasNext ? throw Damaged(file, number) : []))
                yield return change;
        }
    }

    // A line that was cut off is no whole list, wherever the cut is.
    static IReadOnlyList<QueueChange>? Changes(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, JournalJson.Default.IReadOnlyListQueueChange);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static LocalHostException Damaged(string file, int line) => new(
        $"{file} is damaged in line {line}. Move it away to start with empty queues, or take the line out to lose "
        + "what it says.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(IReadOnlyList<QueueChange>))]
sealed partial class JournalJson : JsonSerializerContext;
