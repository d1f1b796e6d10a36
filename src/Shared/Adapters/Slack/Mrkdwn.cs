using System.Globalization;
using System.Text;
using OnCall.Adapters.Text;
using OnCall.Core.Policy;

namespace OnCall.Adapters.Slack;

/// <summary>
/// Slack's markup. Whatever was written by somebody else goes through <see cref="Foreign"/>: in Slack's markup
/// a title of <c>&lt;!channel&gt;</c> would wake everybody.
/// </summary>
static class Mrkdwn
{
    const int MaxForeignLength = 300;
    const int MaxUrlLength = 1000;
    const int MaxQuotingLength = 1000;

    /// <summary>Of <c>&amp;amp;</c>.</summary>
    const int MaxEscapeLength = 5;

    /// <summary>One line, cut before it is escaped, so that no escape is ever cut in half.</summary>
    public static string Foreign(string text) => Escape(Shortened.To(OneLine(text), MaxForeignLength));

    /// <summary>Words of ours that quote others: markup stays, but nothing in them mentions or links.</summary>
    public static string Quoting(string text) => Escape(Shortened.To(text, MaxQuotingLength));

    /// <summary>What a person wrote over several lines, as much of it as fits, escaped.</summary>
    /// <param name="maxLength">Of the escaped text.</param>
    public static string Fitting(string text, int maxLength)
    {
        var fits = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        while (Escape(fits).Length > maxLength)
            fits = Shortened.To(fits, Math.Max(1, fits.Length - Math.Max(1, (Escape(fits).Length - maxLength) / MaxEscapeLength)));
        return Escape(fits);
    }

    public static string Mention(Person person) => $"<@{Escape(person.Slack)}>";

    public static string Link(Uri? url, string label) =>
        url is { AbsoluteUri.Length: <= MaxUrlLength } ? $"<{Escape(url.AbsoluteUri)}|{Foreign(label)}>" : Foreign(label);

    /// <summary>Each reader sees their own zone; whoever cannot see dates sees UTC.</summary>
    public static string Date(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture,
        $"<!date^{at.ToUnixTimeSeconds()}^{{date_short_pretty}} {{time}}|{at.UtcDateTime:HH:mm} UTC>");

    /// <summary>A time of the day that is now: only the hour matters.</summary>
    public static string Time(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture,
        $"<!date^{at.ToUnixTimeSeconds()}^{{time}}|{at.UtcDateTime:HH:mm} UTC>");

    static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);

    static string OneLine(string text)
    {
        var line = new StringBuilder(Math.Min(text.Length, MaxForeignLength * 2));
        foreach (var word in text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > MaxForeignLength)
                break;
            line.Append(line.Length == 0 ? "" : " ").Append(word);
        }

        return line.ToString();
    }
}
