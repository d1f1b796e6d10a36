using OnCall.Core.Text;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>From when to when: "from tomorrow 9:00 until Friday 14:00", "for 4h". Without a start it begins now.</summary>
static class StretchTimes
{
    /// <summary>The words that begin a part of it.</summary>
    public static readonly string[] Words = ["from", "until", "to", "for"];

    /// <param name="words">Begins with one of <see cref="Words"/>, or is empty.</param>
    public static (DateTimeOffset From, DateTimeOffset To)? Read(
        string of, TypedWords words, WishParts parts, DateTimeOffset now)
    {
        var said = Split(of, words, parts);
        var from = said.TryGetValue("from", out var start) ? TimeIn($"{of}from", start, parts, now) : now;
        if (said.TryGetValue("until", out var time) && said.ContainsKey("for"))
            parts.Refuse("both", $"{of}for", "stands beside until; write only one of them.");
        else if (time is not null)
            return TimeIn($"{of}until", time, parts, from ?? now) is { } until && from is { } begins ? (begins, until) : null;
        else if (said.TryGetValue("for", out var length))
            return Lasting(of, length, parts) is { } lasts && from is { } begins
                ? (begins, lasts < DateTimeOffset.MaxValue - begins ? begins + lasts : DateTimeOffset.MaxValue)
                : null;
        else
            parts.Refuse("end-missing", $"{of}until", $"is missing; {TypedTimes.HowTo}.");
        return null;
    }

    static Dictionary<string, string> Split(string of, TypedWords words, WishParts parts)
    {
        var said = new Dictionary<string, string>(StringComparer.Ordinal);
        while (words.First?.ToLowerInvariant() is { } word)
        {
            var rest = words.From(1);
            var end = rest.FirstOf(Words) ?? rest.Words.Count;
            if (!said.TryAdd(word == "to" ? "until" : word, rest.Before(end).Text))
                parts.Refuse("twice", $"{of}{word}", "stands there twice; write it once.");
            words = rest.From(end);
        }

        return said;
    }

    static DateTimeOffset? TimeIn(string field, string text, WishParts parts, DateTimeOffset after)
    {
        if (parts.TimeIn(text, after) is { } time)
            return time;
        parts.NoTime(field, text);
        return null;
    }

    static TimeSpan? Lasting(string of, string text, WishParts parts)
    {
        if (TypedTimes.ReadLength(text) is { } length)
            return length;
        parts.NoLength($"{of}for", text);
        return null;
    }
}
