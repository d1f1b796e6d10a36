using System.Net;
using System.Text.RegularExpressions;

namespace OnCall.LocalHost.Slack;

/// <summary>Slack's markup as HTML in which nothing can run.</summary>
sealed partial class SlackPageText(SlackReader reader)
{
    public string Markup(string markup, DateTimeOffset seenAt)
    {
        var html = string.Concat(reader.Markup.Pieces(markup, seenAt).Select(Piece));
        html = Bold().Replace(html, "<strong>$1</strong>");
        return ThumbsUp().Replace(html, thumb => Emoji(thumb.Value.Trim(':'))).Replace("\n", "<br>", StringComparison.Ordinal);
    }

    /// <summary>The character where we know it, Slack's own name otherwise.</summary>
    public static string Emoji(string name) => name.Split(':', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["+1" or "thumbsup"] => "👍",
        ["+1" or "thumbsup", var tone] => "👍" + Tone(tone),
        ["eyes"] => "👀",
        ["white_check_mark"] => "✅",
        _ => WebUtility.HtmlEncode($":{name}:"),
    };

    static string Tone(string name) => name switch
    {
        "skin-tone-2" => "🏻",
        "skin-tone-3" => "🏼",
        "skin-tone-4" => "🏽",
        "skin-tone-5" => "🏾",
        "skin-tone-6" => "🏿",
        _ => "",
    };

    static string Piece(SlackMarkup.Piece piece) => piece.Kind switch
    {
        SlackMarkup.PieceKind.Mention => $"""<span class="mention">{Inert(piece.Text)}</span>""",
        SlackMarkup.PieceKind.Time => $"""<span class="date">{Inert(piece.Text)}</span>""",
        SlackMarkup.PieceKind.Link when piece.Url is { } url && url.StartsWith("http", StringComparison.OrdinalIgnoreCase) =>
            $"""<a href="{Inert(url)}" rel="noreferrer">{Inert(piece.Text)}</a>""",
        SlackMarkup.PieceKind.Link => Inert(piece.Text),
        _ => WebUtility.HtmlEncode(piece.Text),
    };

    /// <summary>A star within a link or a name does not begin bold text.</summary>
    static string Inert(string text) => WebUtility.HtmlEncode(text).Replace("*", "&#42;", StringComparison.Ordinal);

    [GeneratedRegex(@"\*([^*\n]+)\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@":(?:\+1|thumbsup):(?::skin-tone-[2-6]:)?")]
    private static partial Regex ThumbsUp();
}
