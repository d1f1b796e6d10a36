using System.Text.RegularExpressions;

namespace OnCall.Adapters.Slack;

/// <summary>
/// What counts as a 👍, in any skin tone. A message counts when it is nothing but 👍, however many of them: with
/// words beside it, it may be about something else.
/// </summary>
public static partial class ThumbsUp
{
    // No person types as many, and a longer text is not worth looking at.
    const int MaxMessageLength = 500;

    /// <param name="name">As Slack calls the reaction: "+1", "thumbsup", "+1::skin-tone-3".</param>
    public static bool IsReaction(string name) => name.Split("::", 2)[0] is "+1" or "thumbsup";

    /// <param name="text">In Slack's markup.</param>
    public static bool IsMessage(string text) => text.Length <= MaxMessageLength && Thumbs().IsMatch(text);

    // As Slack writes it, or the character itself with a variation selector (FE0F) or a skin tone (1F3FB to 1F3FF).
    [GeneratedRegex(
        @"\A\s*(?:(?::(?:\+1|thumbsup):(?::skin-tone-[2-6]:)?|\uD83D\uDC4D(?:\uFE0F|\uD83C[\uDFFB-\uDFFF])?)\s*)+\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Thumbs();
}
