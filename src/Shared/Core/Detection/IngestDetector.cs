using System.Globalization;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Text;

namespace OnCall.Core.Detection;

/// <summary>"Ingest pipeline stops writing new events for more than 5 minutes across all orgs."</summary>
public sealed class IngestDetector : Detector
{
    /// <summary>Small teams have quiet minutes: only from this part of the line on a silence is worth a word.</summary>
    const int WorthNotingDivisor = 2;

    public override Rule Rule => Rules.IngestStalled;

    public override string Watches => "whether new events are written, across all orgs";

    public override string? WhyBlind(Reading reading, DetectionPolicy policy) => reading is Reading.Ingest ? null : SayOther(reading);

    public override string Say(Reading reading) => reading is Reading.Ingest ingest
        ? string.Create(CultureInfo.InvariantCulture,
            $"{ingest.EventsTotal} events, {ingest.OrgsWriting} orgs writing, {ingest.OrgsSilent} silent")
        : SayOther(reading);

    public override Verdict Judge(Evidence evidence, DetectionPolicy policy)
    {
        var looks = Looks(evidence.Seen);
        if (looks.Count == 0)
            return new Verdict.Unknown();

        var (newest, limit) = (looks[^1], policy.Ingest.SilentFor);
        if (newest.Silence > limit)
            return new Verdict.Over("no-events", Found(newest, evidence.Standing, limit));
        if (newest.Silence > limit / WorthNotingDivisor)
            return new Verdict.Below(new Suspicion(
                "few-events", newest.ChangedAt, newest.Silence.Ticks, $"No new events for {newest.Silence.Counted()} across all orgs",
                $"no new events for {newest.Silence.Counted()} of {limit.Counted()}", Rules.IngestStalled.Id), newest.ChangedAt + limit);
        // That none writes is told by the counter, when it has lasted.
        if (newest.Read is { OrgsSilent: > 0, OrgsWriting: > 0 } && evidence.Standing is null)
            return OrgsSilent(looks);

        var since = Stretches.Trailing(looks, look => look.At, look => look.Silence <= limit / WorthNotingDivisor, policy.MaxGap);
        return new Verdict.Quiet("events-come", since, newest.At, "new events are written");
    }

    static Verdict.Below OrgsSilent(List<Look> looks)
    {
        var (silent, writing) = (looks[^1].Read.OrgsSilent, looks[^1].Read.OrgsWriting);
        var since = Stretches.Trailing(looks, look => look.At, look => look.Read.OrgsSilent > 0, TimeSpan.MaxValue);
        var what = string.Create(CultureInfo.InvariantCulture,
            $"{silent} {(silent == 1 ? "org writes" : "orgs write")} no events, {writing} {(writing == 1 ? "does" : "do")}");
        return new Verdict.Below(new Suspicion(
            "some-orgs-silent", since, silent, what, $"{what}: only silence across all orgs pages", "org-silent", TellAtOnce: true));
    }

    static Finding Found(Look newest, Finding? standing, TimeSpan limit)
    {
        // What stood when the first of the readings was forgotten stands longer than they do.
        var since = standing is { } before && before.Since < newest.ChangedAt ? before.Since : newest.ChangedAt;
        return new Finding(
            since,
            $"No new events across all orgs for more than {limit.Counted()}",
            string.Create(CultureInfo.InvariantCulture,
                $"No new events for {(newest.At - since).Counted()}, more than {limit.Counted()}, across all orgs: the counter stands at "
                + $"{newest.Read.EventsTotal} since {since:HH:mm:ss} UTC by our clock."));
    }

    /// <summary>
    /// The silence by our own clock, from one reading to the next that is another: no clock of the product's fools it. A
    /// counter that falls back was started anew, and counts as a change. Nobody having looked in between does not end a
    /// silence: that the counter is still the same says that nothing was written meanwhile.
    /// </summary>
    static List<Look> Looks(IReadOnlyList<Observation> seen)
    {
        var looks = new List<Look>();
        foreach (var one in seen)
            if (one.Reading is Reading.Ingest read)
                looks.Add(new Look(one.At, looks is [.., var before] && IsSame(before.Read, read) ? before.ChangedAt : one.At, read));
        return looks;
    }

    static bool IsSame(Reading.Ingest before, Reading.Ingest now) =>
        (before.EventsTotal, before.LastEventAt) == (now.EventsTotal, now.LastEventAt);

    sealed record Look(DateTimeOffset At, DateTimeOffset ChangedAt, Reading.Ingest Read)
    {
        public TimeSpan Silence => At - ChangedAt;
    }
}
