namespace OnCall.Core.Triage;

/// <summary>
/// The rule by which a report tells of a soak that failed: a line that is about the soak has a word of failure in it, or
/// the cross that stands for it, and that failure is not denied beside it. See docs/triage.md.
/// </summary>
public static class FailedSoak
{
    const string Cross = "❌";
    static readonly string[] Soaks = ["soak", "soaks", "soaked", "soaking", "soaktest", "soaktests"];
    static readonly string[] Failures = ["fail", "fails", "failed", "failing", "failure", "failures"];
    static readonly string[] Denials = ["0", "no", "none", "zero", "not", "never", "without", "nothing", "t"];

    // What may stand between a failure and the word that denies it.
    static readonly string[] Subjects = [.. Soaks, "test", "tests", "run", "runs"];

    /// <summary>The first line that says so; null when none does.</summary>
    /// <param name="fileName">Where it names the soak, the whole file is about it.</param>
    public static string? In(string fileName, string markdown)
    {
        var isAboutSoak = IsAboutSoak(fileName);
        int? heading = null; // the level of the heading under which everything is about the soak
        foreach (var line in markdown.Split('\n').Select(line => line.Trim()))
        {
            if (LevelOf(line) is { } level && (heading is null || level <= heading))
                heading = IsAboutSoak(line) ? level : null;
            if ((isAboutSoak || heading is not null || IsAboutSoak(line)) && TellsOfFailure(line))
                return line;
        }

        return null;
    }

    static bool IsAboutSoak(string text) => WordsOf(text).Any(word => IsOneOf(Soaks, word));

    static bool TellsOfFailure(string line)
    {
        var words = WordsOf(line);
        return line.Contains(Cross, StringComparison.Ordinal)
            || words.Index().Any(word => IsOneOf(Failures, word.Item) && !IsDenied(words, word.Index));
    }

    // "no failure", "0 soak tests failed", "Failed soaks: 0".
    static bool IsDenied(string[] words, int failure) =>
        words[..failure].Reverse().SkipWhile(word => IsOneOf(Subjects, word)).FirstOrDefault() is { } before && IsOneOf(Denials, before)
        || words[(failure + 1)..].SkipWhile(word => IsOneOf(Subjects, word)).FirstOrDefault() is { } behind && IsOneOf(Denials, behind);

    static int? LevelOf(string line) =>
        line.TakeWhile(character => character == '#').Count() is > 0 and <= 6 and var level && line.Length > level && line[level] == ' '
            ? level
            : null;

    static string[] WordsOf(string text) =>
        new string([.. text.Select(character => char.IsLetterOrDigit(character) ? character : ' ')])
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);

    static bool IsOneOf(string[] words, string word) => words.Contains(word, StringComparer.OrdinalIgnoreCase);
}
