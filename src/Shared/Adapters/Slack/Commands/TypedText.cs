using System.Text.RegularExpressions;
using OnCall.Core.Policy;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>
/// What a person typed into Slack, as they typed it: Slack escapes three characters, and puts mentions, channels and
/// links between angle brackets.
/// </summary>
public static partial class TypedText
{
    /// <summary>Whom the policy knows is mentioned by their id in it, everybody else by Slack's id.</summary>
    public static string Plain(string text, OnCallPolicy policy) => Unescaped(Reference().Replace(text, found => Typed(
        found.Groups["what"].Value, found.Groups["label"] is { Length: > 0 } label ? label.Value : null, policy)));

    static string Typed(string what, string? label, OnCallPolicy policy) => what switch
    {
        ['@', .. var user] => $"@{policy.People.FirstOrDefault(person => person.Slack == user)?.Id.Value ?? user}",
        ['#', .. var channel] => $"#{label ?? channel}",
        ['!', .. var special] => label ?? $"@{special}",
        _ => label ?? what,
    };

    // The ampersand last: what a person typed as &lt; comes as &amp;lt;.
    static string Unescaped(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal);

    [GeneratedRegex("<(?<what>[^<>|]+)(\\|(?<label>[^<>]*))?>", RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}
