using OnCall.Core.Incidents;
using OnCall.Core.Processes;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>What somebody typed about an incident: which one, whom to page, and the rest.</summary>
public static class IncidentWords
{
    const int ShortestId = 7;

    static readonly (string Word, EscalationRole Role)[] Roles =
        [("secondary", EscalationRole.Secondary), ("lead", EscalationRole.Lead), ("cto", EscalationRole.Cto)];

    /// <summary>
    /// A first word that is an incident's id, or looks like one, names it: an id with a typing error must not become the first word
    /// of what everybody reads.
    /// </summary>
    /// <returns>The id as it was typed, null when none was; and what stands behind it.</returns>
    public static (string? Id, string Text) Addressed(string text, IEnumerable<string> known)
    {
        var words = TypedWords.Of(text);
        return words.First is { } first && (known.Contains(first, StringComparer.OrdinalIgnoreCase) || LooksLikeId(first))
            ? (first, words.From(1).Text)
            : (null, words.Text);
    }

    /// <summary>Nobody named is the secondary; somebody has to be, when anything else is said.</summary>
    public static (EscalationRole Role, string Reason)? Whom(string text, out Refusal? refusal)
    {
        var words = TypedWords.Of(text);
        refusal = null;
        if (words.IsEmpty)
            return (EscalationRole.Secondary, "");
        foreach (var (word, role) in Roles)
            if (word.Equals(words.First, StringComparison.OrdinalIgnoreCase))
                return (role, words.From(1).Text);
        refusal = new Refusal("role-unknown", "role",
            $"'{WishReader.Shown(words.First!)}' is none of {string.Join(", ", Roles.Select(one => one.Word))}; say first whom to page.");
        return null;
    }

    // PagerDuty's: capitals and digits, and at least one of these.
    static bool LooksLikeId(string word) =>
        word.Length >= ShortestId && word[0] is ('P' or 'Q') && word.Any(char.IsAsciiDigit)
        && word.All(character => char.IsAsciiDigit(character) || char.IsAsciiLetterUpper(character));
}
