using System.Diagnostics;
using System.Globalization;
using OnCall.Core.Effects;
using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Noise;

/// <summary>
/// The rules of what is not page-worthy: said in business hours, held outside them, bundled by rule, and never dropped.
/// There is one such process, <see cref="TheOnlyId"/>, so that whatever is told twice is known, also across an opening.
/// </summary>
public sealed class NoiseDecider(OnCallPolicy policy, NoiseHours hours) : Decider<NoiseBook, NoiseCommand, NoiseEvent>
{
    public const string KindName = "digest";

    /// <summary>The second part of the process's id. Stored, so never renamed.</summary>
    public const string TheOnlyId = "team";

    public override string Kind => KindName;

    public override NoiseBook Initial => NoiseBook.Empty;

    public override Decision<NoiseEvent> Decide(NoiseBook book, NoiseCommand command) => command switch
    {
        NoiseCommand.Take { Reports.Count: 0 } => Ignore(Reason.NothingThere),
        NoiseCommand.Take take => Accept(Taken(book, take)),
        NoiseCommand.WakeUp wake when book.DueAt(wake.Now).Count > 0 => Accept(Due(book, wake.Now)),
        NoiseCommand.WakeUp => Ignore(Reason.NotDueYet),
        NoiseCommand.Refuse { Effect: Effect.ToNoiseChannel said } refuse => Accept([Refused(book, said.Bundles, refuse)]),
        // What Slack does not take of the notice about that, nobody else can be told in Slack.
        NoiseCommand.Refuse or NoiseCommand.Overtaken => Ignore(Reason.NobodyToTell),
        _ => throw new UnreachableException($"No rule for {command}."),
    };

    public override NoiseBook Evolve(NoiseBook state, NoiseEvent happened) => happened switch
    {
        NoiseEvent.SaidAtOnce e => (state with { Reported = state.Reported + 1, Said = state.Said + 1 })
            .Opened([new SaidRule(e.Report.Rule, e.At, e.BundledUntil)], e.At),
        NoiseEvent.Held e => (state with { Reported = state.Reported + 1 })
            .With([NoiseBundle.Of(e.Report, e.Until, e.SilencedUntil)]),
        NoiseEvent.BundleSaid e => state.Without([e.Bundle])
            .Opened([new SaidRule(e.Bundle.Rule, e.At, e.BundledUntil)], e.At),
        NoiseEvent.DigestSaid e => state.Without(e.Bundles).Remember(e.Bundles, e.At)
            .Opened(e.BundledUntil is { } until ? e.Bundles.Select(bundle => new SaidRule(bundle.Rule, e.At, until)) : [], e.At),
        NoiseEvent.HeldOver e => state with
        {
            Waiting = [.. state.Waiting.Select(bundle => e.Rules.Contains(bundle.Rule) ? bundle with { Until = e.Until } : bundle)],
        },
        NoiseEvent.SayingRefused e => (state with
        {
            Said = state.Said - e.Bundles.Sum(bundle => (long)bundle.Count),
            RefusalToldAt = e.IsNews ? e.At : state.RefusalToldAt,
        }).With(e.Bundles.Select(bundle => bundle with { Until = e.Until })),
        _ => throw new UnreachableException($"No state after {happened}."),
    };

    public override IReadOnlyList<Effect> EffectsOf(NoiseEvent happened) => happened switch
    {
        NoiseEvent.SaidAtOnce e =>
            [new Effect.TellNoise(NoiseBundle.Of(e.Report, e.At, silencedUntil: null), hours.SaidAt(e.BundledUntil))],
        NoiseEvent.BundleSaid e => [new Effect.TellNoiseBundle(e.Bundle, hours.SaidAt(e.BundledUntil))],
        NoiseEvent.DigestSaid e => [new Effect.TellDigest(e.Bundles, e.At)],
        NoiseEvent.Held or NoiseEvent.HeldOver or NoiseEvent.SayingRefused { IsNews: false } => [],
        NoiseEvent.SayingRefused e => [Notice(e)],
        _ => throw new UnreachableException($"No effects for {happened}."),
    };

    public override Explanation Explain(NoiseEvent happened) => happened switch
    {
        NoiseEvent.SaidAtOnce or NoiseEvent.Held => new(happened.At, Actor.Service, Rules.NoiseInBusinessHours),
        NoiseEvent.SayingRefused => new(happened.At, Actor.Slack, Rules.NoiseInBusinessHours),
        _ => new(happened.At, Actor.Clock, Rules.NoiseInBusinessHours),
    };

    public override DateTimeOffset? DeadlineOf(NoiseBook state) => state.Waiting.Min(bundle => (DateTimeOffset?)bundle.Until);

    public override bool IsOver(NoiseBook state) => state.Waiting.Count == 0;

    public override NoiseCommand WakeUp(DateTimeOffset now) => new NoiseCommand.WakeUp(now);

    public override NoiseCommand Refuse(Effect effect, string why, DateTimeOffset now) => new NoiseCommand.Refuse(effect, why, now);

    public override NoiseCommand Overtaken(Effect effect, string why, DateTimeOffset now) =>
        new NoiseCommand.Overtaken(effect, why, now);

    // What is due goes first, whoever comes before the wake-up: a report at the very opening is not of the night.
    List<NoiseEvent> Taken(NoiseBook book, NoiseCommand.Take take)
    {
        var events = Due(book, take.Now);
        var now = events.Aggregate(book, Evolve);
        foreach (var heard in take.Reports)
        {
            var happened = hours.FateOf(heard, now, take.Now);
            events.Add(happened);
            now = Evolve(now, happened);
        }

        return events;
    }

    List<NoiseEvent> Due(NoiseBook book, DateTimeOffset now)
    {
        var due = book.DueAt(now);
        if (due.Count == 0)
            return [];
        if (hours.HeldOverUntil(now) is { } later)
            return [new NoiseEvent.HeldOver([.. due.Select(bundle => bundle.Rule)], later, now)];

        var bundledUntil = now + policy.Noise.BundleWithin;
        // After a night the first of a rule is news again, and is said at once.
        return due.Any(bundle => hours.IsOpening(bundle.Until)) ? [new NoiseEvent.DigestSaid(due, BundledUntil: null, now)]
            : due is [var only] ? [new NoiseEvent.BundleSaid(only, bundledUntil, now)]
            : [new NoiseEvent.DigestSaid(due, bundledUntil, now)];
    }

    // Not sooner than at the next opening: somebody has to mend it, and at work.
    NoiseEvent.SayingRefused Refused(NoiseBook book, IReadOnlyList<NoiseBundle> bundles, NoiseCommand.Refuse refuse) => new(
        bundles, refuse.Why, hours.NextOpening(refuse.Now),
        IsNews: book.RefusalToldAt is not { } told || hours.DateAt(told) != hours.DateAt(refuse.Now), refuse.Now);

    Effect.TellNotice Notice(NoiseEvent.SayingRefused e) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"#{policy.Channels.Noise.Name} does not take what is said there: {e.Why.TrimEnd('.')}."),
        $"Nothing is lost: what was to be said waits until {hours.Show(e.Until)} and is tried again then. "
        + "Until then GET /api/noise and /oncall noise show it. Mend the channel, or its id in the policy (channels.noise).",
        e.At);

    static Decision<NoiseEvent> Accept(IReadOnlyList<NoiseEvent> events) => new Decision<NoiseEvent>.Accept(events);

    static Decision<NoiseEvent> Ignore(Reason reason) => new Decision<NoiseEvent>.Ignore(reason);
}
