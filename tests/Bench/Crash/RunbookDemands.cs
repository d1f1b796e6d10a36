using OnCall.Core.Incidents;

namespace OnCall.Bench.Crash;

/// <summary>What the runbook demands of one incident, against what the neighbours received.</summary>
sealed class RunbookDemands(IReadOnlyList<EscalationRole> chain, TimeSpan acknowledgeWithin)
{
    public IReadOnlyList<Fault> FaultsIn(Script script, IReadOnlyList<Sight> sights)
    {
        var seen = new Chronicle(sights);
        return
        [
            .. Messages(script, seen),
            .. Thread(seen),
            .. Pages(script, seen),
            .. Enumerable.Range(2, chain.Count - 1).SelectMany(level => Level(level, seen)),
        ];
    }

    static IEnumerable<Fault> Messages(Script script, Chronicle seen)
    {
        var demanded = new List<(string Mark, string Name, bool IsDemanded)>
        {
            (Chronicle.Declaration, "declaration", true),
            (Chronicle.Acknowledgement, "acknowledgement", script.AcknowledgedAfter is not null),
            (Chronicle.Resolution, "resolution", script.ResolvedAfter is not null),
            (Chronicle.NobodyLeft, "call for help", script.IsLeftAlone),
        };
        foreach (var (mark, name, isDemanded) in demanded)
        {
            var count = seen.Saying(mark).Count;
            if (count > 1)
                yield return new Fault(FaultKind.Twice, $"the {name} was posted {count} times");
            if (count == 0 && isDemanded)
                yield return new Fault(FaultKind.Missing, $"the {name}");
            // An answer that came too late for the deadlines finds the chain at its end.
            if (count > 0 && !isDemanded && mark != Chronicle.NobodyLeft)
                yield return new Fault(FaultKind.Untrue, $"the {name} was posted, and nothing of the kind happened");
        }
    }

    static IEnumerable<Fault> Thread(Chronicle seen)
    {
        foreach (var twice in seen.Posts.GroupBy(post => post.Effect).Where(posts => posts.Count() > 1))
            yield return new Fault(FaultKind.Twice, $"{twice.Key} was posted {twice.Count()} times");

        var decided = seen.Posts.Select(post => Place(post.Effect)).ToList();
        if (!decided.SequenceEqual(decided.Order()))
            yield return new Fault(FaultKind.OutOfOrder, "the thread is not in the order of the decisions");
        if (seen.Posts.Skip(1).Any(post => post.Message.ThreadTs != seen.Posts[0].Message.Ts))
            yield return new Fault(FaultKind.OutOfOrder, "a message stands outside the thread");
    }

    IEnumerable<Fault> Pages(Script script, Chronicle seen)
    {
        var levels = seen.Pages.Select(page => page.Level).ToList();
        if (levels.Distinct().Count() < levels.Count)
            yield return new Fault(FaultKind.Twice, $"paged the levels {string.Join(", ", levels)}");
        else if (!levels.SequenceEqual(Enumerable.Range(2, levels.Count)))
            yield return new Fault(FaultKind.OutOfOrder, $"paged the levels {string.Join(", ", levels)}");
        if (script.IsLeftAlone && levels.Count < chain.Count - 1)
            yield return new Fault(FaultKind.Missing, $"paged only the levels {string.Join(", ", levels)}");

        foreach (var (level, at) in seen.Pages)
        {
            if (at < seen.RaisedAt + ((level - 1) * acknowledgeWithin))
                yield return new Fault(FaultKind.Early, $"level {level} was paged before the deadline");
            if (at > seen.AnswerTakenAt)
                yield return new Fault(FaultKind.AfterTheAnswer, $"level {level} was paged after the answer was taken");
        }
    }

    IEnumerable<Fault> Level(int level, Chronicle seen)
    {
        var role = chain[level - 1].Spoken();
        var isPaged = seen.Pages.Any(page => page.Level == level);
        var told = new[]
        {
            ("note", seen.Notes.Count(note => Says(note, $"paging {role} "))),
            ("message", seen.Saying(Chronicle.Escalation).Count(post => Says(post.Text, $"paged as {role}:"))),
        };
        foreach (var (name, count) in told)
        {
            if (count > 1)
                yield return new Fault(FaultKind.Twice, $"the {name} about level {level} came {count} times");
            if (count == 0 && isPaged)
                yield return new Fault(FaultKind.Missing, $"the {name} about level {level}");
            // Decided before the answer came; PagerDuty was asked then, and nobody was paged.
            if (count > 0 && !isPaged && seen.AnsweredAt is null)
                yield return new Fault(FaultKind.Missing, $"level {level} was told of and not paged");
        }
    }

    static bool Says(string text, string words) => text.Contains(words, StringComparison.Ordinal);

    static (int Version, int Index) Place(string effect) => effect.Split('/') is [_, var version, var index]
        ? (int.Parse(version, System.Globalization.CultureInfo.InvariantCulture),
            int.Parse(index, System.Globalization.CultureInfo.InvariantCulture))
        : default;
}
