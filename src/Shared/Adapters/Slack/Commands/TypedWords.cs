using System.Buffers;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>What was typed, word by word; line breaks and control characters are spaces.</summary>
sealed record TypedWords(IReadOnlyList<string> Words)
{
    static readonly SearchValues<char> QuotationMarks = SearchValues.Create("\"“”„«»");

    public bool IsEmpty => Words.Count == 0;

    public string? First => Words.Count == 0 ? null : Words[0];

    public string Text => string.Join(' ', Words);

    public static TypedWords Of(string text) => new(
        string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character))
            .Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));

    public TypedWords From(int index) => new([.. Words.Skip(index)]);

    public TypedWords Before(int index) => new([.. Words.Take(index)]);

    public TypedWords Without(HashSet<string> fillers) =>
        new([.. Words.Where(word => !fillers.Contains(word.TrimEnd('?')))]);

    /// <summary>What stands before the first such word and what behind it; null when it is not there.</summary>
    public (TypedWords Before, TypedWords After)? Cut(string word) => FirstOf(word) is { } at ? (Before(at), From(at + 1)) : null;

    /// <summary>The same at the last of such words.</summary>
    public (TypedWords Before, TypedWords After)? CutAtLast(string word) =>
        Enumerable.Range(0, Words.Count).LastOrDefault(at => Is(at, word), -1) is >= 0 and var found
            ? (Before(found), From(found + 1))
            : null;

    public int? FirstOf(params ReadOnlySpan<string> words)
    {
        for (var at = 0; at < Words.Count; at++)
            foreach (var word in words)
                if (Is(at, word))
                    return at;
        return null;
    }

    /// <summary>What stands between quotation marks at the beginning, and what behind it; null when nothing does.</summary>
    public (string Quoted, TypedWords After)? Quotation()
    {
        var text = Text;
        if (text.Length == 0 || !QuotationMarks.Contains(text[0]))
            return null;
        var end = text.AsSpan(1).IndexOfAny(QuotationMarks);
        return end < 0 ? null : (text.Substring(1, end), Of(text[(end + 2)..]));
    }

    bool Is(int at, string word) => Words[at].Equals(word, StringComparison.OrdinalIgnoreCase);
}
