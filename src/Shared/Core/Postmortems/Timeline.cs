using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Postmortems;

/// <summary>What happened, for somebody who was not there.</summary>
/// <param name="Entries">Oldest first.</param>
/// <param name="LeftOut">How many between the first and the last of them are not shown.</param>
public sealed record Timeline(IReadOnlyList<TimelineEntry> Entries, int LeftOut)
{
    /// <summary>How it began and how it ended is what is asked for: what is too much is left out between them.</summary>
    public const int MaxFirst = 300;

    /// <summary>As <see cref="MaxFirst"/>.</summary>
    public const int MaxLast = 200;

    public static Timeline Of(IncidentRecord record, OnCallPolicy policy)
    {
        var sentences = new TimelineSentences(policy);
        List<TimelineEntry> all = [.. record.Events.SelectMany(one => sentences.Of(one.Happened).Select(
            sentence => new TimelineEntry(one.Why.At, sentences.NameOf(one.Why.By), sentence, one.Why.Rule)))];
        return all.Count <= MaxFirst + MaxLast
            ? new Timeline(all, LeftOut: 0)
            : new Timeline([.. all.Take(MaxFirst), .. all.TakeLast(MaxLast)], all.Count - MaxFirst - MaxLast);
    }
}

/// <param name="Who">As a person would say it: "Ada", "the clock", "PagerDuty".</param>
/// <param name="Sentence">Without markup; it quotes what people wrote, as they wrote it.</param>
public sealed record TimelineEntry(DateTimeOffset At, string Who, string Sentence, Rule Rule);
