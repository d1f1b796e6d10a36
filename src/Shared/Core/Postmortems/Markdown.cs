using System.Globalization;
using System.Text;

namespace OnCall.Core.Postmortems;

/// <summary>
/// GitHub's Markdown. Whatever was written by somebody else goes through <see cref="Foreign"/>: a title such as
/// <c>&lt;!--</c> would swallow the rest of the page.
/// </summary>
static class Markdown
{
    const string Special = "\\`*_[]<>|~&#!";

    /// <summary>One line, in which nothing is markup: also inside a table.</summary>
    public static string Foreign(string text)
    {
        var line = new StringBuilder(text.Length + 16);
        foreach (var word in text.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0)
                line.Append(' ');
            foreach (var character in word)
            {
                if (char.IsControl(character))
                    continue;
                if (Special.Contains(character, StringComparison.Ordinal))
                    line.Append('\\');
                line.Append(character);
            }
        }

        return line.ToString();
    }

    public static string Link(string text, Uri? url) =>
        url is { Scheme: "https" or "http" } ? $"[{Foreign(text)}](<{url.AbsoluteUri}>)" : Foreign(text);

    public static string Code(string text) => $"`{text.Replace('`', ' ')}`";

    public static string Time(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:HH:mm}");

    public static string DateAndTime(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC");

    public static string Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows) => string.Join('\n',
        rows.Prepend([.. header.Select(_ => "---")]).Prepend(header).Select(row => $"| {string.Join(" | ", row)} |"));

    public static string List(IEnumerable<string> lines, string bullet = "-") =>
        string.Join('\n', lines.Select(line => $"{bullet} {line}"));
}
