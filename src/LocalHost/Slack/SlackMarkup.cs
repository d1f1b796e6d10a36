using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;

namespace OnCall.LocalHost.Slack;

/// <summary>Slack's markup, taken apart as Slack's own apps do.</summary>
sealed partial class SlackMarkup(OnCallPolicy policy)
{
    static readonly string[] SkinTones = ["🏻", "🏼", "🏽", "🏾", "🏿"];

    readonly OnCallZone _zone = new(policy.Zone);

    /// <param name="Url">Only for a link.</param>
    public readonly record struct Piece(PieceKind Kind, string Text, string? Url = null);

    public enum PieceKind
    {
        Words,
        Mention,
        Link,
        Time,
    }

    /// <summary>What Slack makes of a text that a person types.</summary>
    public static string Typed(string text)
    {
        var markup = text
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);
        for (var tone = 0; tone < SkinTones.Length; tone++)
            markup = markup.Replace(
                $"👍{SkinTones[tone]}", string.Create(CultureInfo.InvariantCulture, $":+1::skin-tone-{tone + 2}:"),
                StringComparison.Ordinal);
        return markup.Replace("👍", ":+1:", StringComparison.Ordinal);
    }

    /// <param name="seenAt">A date of the same day shows its hour only.</param>
    public IEnumerable<Piece> Pieces(string markup, DateTimeOffset seenAt)
    {
        var end = 0;
        foreach (Match match in Tags().Matches(markup))
        {
            if (match.Index > end)
                yield return new Piece(PieceKind.Words, WebUtility.HtmlDecode(markup[end..match.Index]));
            yield return Tag(match.Groups[1].Value, seenAt);
            end = match.Index + match.Length;
        }

        if (end < markup.Length)
            yield return new Piece(PieceKind.Words, WebUtility.HtmlDecode(markup[end..]));
    }

    public string TimeOf(DateTimeOffset instant) => Local(instant).ToString("HH:mm", CultureInfo.InvariantCulture);

    Piece Tag(string tag, DateTimeOffset seenAt)
    {
        var parts = tag.Split('|', 2);
        var label = parts.Length == 2 ? WebUtility.HtmlDecode(parts[1]) : null;
        return parts[0] switch
        {
            ['@', .. var user] => new Piece(PieceKind.Mention, "@" + NameOf(user)),
            ['!', 'd', 'a', 't', 'e', '^', .. var date] => new Piece(PieceKind.Time, Date(date, label, seenAt)),
            ['!', .. var group] => new Piece(PieceKind.Mention, "@" + group),
            ['#', .. var channel] => new Piece(PieceKind.Words, "#" + (label ?? channel)),
            var url => new Piece(PieceKind.Link, label ?? WebUtility.HtmlDecode(url), WebUtility.HtmlDecode(url)),
        };
    }

    string Date(string date, string? fallback, DateTimeOffset seenAt)
    {
        if (date.Split('^') is not [var unix, var format, ..]
            || !long.TryParse(unix, CultureInfo.InvariantCulture, out var seconds)
            || seconds is < 0 or > 253402300799)
            return fallback ?? date;

        var at = DateTimeOffset.FromUnixTimeSeconds(seconds);
        var day = Local(at).Date == Local(seenAt).Date ? "" : Local(at).ToString("d MMM", CultureInfo.InvariantCulture);
        return format
            .Replace("{date_short_pretty}", day, StringComparison.Ordinal)
            .Replace("{time}", TimeOf(at), StringComparison.Ordinal)
            .Trim();
    }

    DateTimeOffset Local(DateTimeOffset instant) => _zone.LocalAt(instant);

    string NameOf(string user) => policy.People.FirstOrDefault(person => person.Slack == user)?.Name ?? user;

    [GeneratedRegex("<([^<>]+)>")]
    private static partial Regex Tags();
}
