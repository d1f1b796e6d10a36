using System.Globalization;

namespace OnCall.Core.Triage;

/// <summary>What to look at first, in one line: a deploy that may be the reason goes before what it has broken.</summary>
static class TriageVerdict
{
    public static string Of(IReadOnlyList<TriageFinding> found)
    {
        if (Suspect(found, TriageCheck.Deploys) is { } deploy)
            return $"Prime suspect: {deploy}";
        var failing = found.Where(one => one.Mark == TriageMark.Failing).ToList();
        var suspect = Suspect(found, TriageCheck.Commits) is { } commit ? $" Suspect: {commit}" : "";
        if (failing.Count > 0)
            return $"Failing now: {string.Join("; ", failing.Select(one => $"{Lower(one.Check.Spoken())} ({one.Says})"))}.{suspect}";
        if (suspect.Length > 0)
            return $"Prime suspect: {Suspect(found, TriageCheck.Commits)}";
        var (unread, suspicious) = (Names(found, TriageMark.NotRead), Names(found, TriageMark.Suspect));
        return suspicious.Length > 0 ? $"Look at: {suspicious}.{Unread(unread)}"
            : unread.Length > 0 ? $"No suspect in what could be read.{Unread(unread)}"
            : "No suspect: everything that was looked at is fine.";
    }

    // The newest; it is said how many more there are.
    static string? Suspect(IReadOnlyList<TriageFinding> found, TriageCheck check)
    {
        var suspects = found.Where(one => one.Check == check).SelectMany(one => one.Lines).Where(line => line.IsSuspect).ToList();
        return suspects.Count switch
        {
            0 => null,
            1 => $"{suspects[0].Text}.",
            var count => string.Create(CultureInfo.InvariantCulture, $"{suspects[0].Text}; and {count - 1} more suspect."),
        };
    }

    static string Names(IReadOnlyList<TriageFinding> found, TriageMark mark) =>
        string.Join(", ", found.Where(one => one.Mark == mark).Select(one => Lower(one.Check.Spoken())));

    static string Unread(string names) => names.Length > 0 ? $" Could not be read: {names}." : "";

    static string Lower(string name) => string.Concat(name[..1].ToLowerInvariant(), name.AsSpan(1));
}
