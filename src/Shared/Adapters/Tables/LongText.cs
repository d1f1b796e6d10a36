using System.Globalization;
using System.Text;
using Azure.Data.Tables;

namespace OnCall.Adapters.Tables;

/// <summary>
/// A text that may be longer than a property may be: it goes on in further properties, <c>State</c>, <c>State2</c>,
/// <c>State3</c>. How long it may be in all, <see cref="TransactionLimits"/> says.
/// </summary>
static class LongText
{
    /// <summary>Azure: 64 KiB a property, in UTF-16.</summary>
    public const int MaxPropertyCharacters = 32 * 1024;

    public static TableEntity WithLongText(this TableEntity row, string name, string text)
    {
        for (var (start, part) = (0, 1); start < text.Length || part == 1; part++)
        {
            var length = LengthOfPart(text, start);
            row[Name(name, part)] = text.Substring(start, length);
            start += length;
        }

        return row;
    }

    public static string ReadLongText(this TableEntity row, string name)
    {
        var first = row.GetString(name);
        if (!row.ContainsKey(Name(name, 2)))
            return first;

        var text = new StringBuilder(first);
        for (var part = 2; row.TryGetValue(Name(name, part), out var more); part++)
            text.Append((string)more);
        return text.ToString();
    }

    static string Name(string name, int part) =>
        part == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}{part}");

    // Half a character would be lost on its way.
    static int LengthOfPart(string text, int start)
    {
        var length = Math.Min(MaxPropertyCharacters, text.Length - start);
        var cutsCharacter = start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]);
        return cutsCharacter ? length - 1 : length;
    }
}
