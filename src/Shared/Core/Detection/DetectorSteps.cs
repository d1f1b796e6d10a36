using System.Globalization;
using OnCall.Core.Alerts;
using OnCall.Core.Policy;

namespace OnCall.Core.Detection;

/// <summary>What follows from a reading.</summary>
sealed class DetectorSteps(DetectionPolicy policy, WatchedProduct product)
{
    /// <summary>
    /// Probe and sweep come at full and half minutes: whoever looked at the same second would often be found overdue, though
    /// nothing is.
    /// </summary>
    static readonly TimeSpan BesideTheTimers = TimeSpan.FromSeconds(15);

    /// <summary>"For more than 2 minutes" is not yet true when 2 minutes have passed.</summary>
    static readonly TimeSpan JustBeyond = TimeSpan.FromSeconds(1);

    public IEnumerable<DetectorEvent> Follow(DetectorState state, DetectorCommand.Observe look)
    {
        var detector = Detectors.Of(look.Detector);
        var whyBlind = detector.WhyBlind(look.Seen.Reading, policy);
        var seen = new DetectorEvent.Observed(look.Detector, look.Seen, whyBlind is null, Worst: null, AskAt: null, look.Now);
        var after = After(state, seen);
        var verdict = detector.Judge(after.Evidence, policy);
        yield return seen with { Worst = WorseOf(state.Phase, verdict), AskAt = AskAt(state, verdict, look.Seen.At) };

        if (whyBlind is null && state.Blind is { } blind)
            yield return new DetectorEvent.SeesAgain(look.Detector, blind.Since, LookAfter(look.Seen.At), look.Now);
        else if (whyBlind is { } why && after.Blind is null && IsBlindAt(after, look.Seen.At))
            yield return new DetectorEvent.WentBlind(look.Detector, after.TrustedAt, why, look.Now);

        foreach (var happened in OfVerdict(after, verdict, look))
            yield return happened;
    }

    /// <summary>What there is to do without a new reading.</summary>
    public IEnumerable<DetectorEvent> Due(DetectorState state, DateTimeOffset now)
    {
        if (state.TryAt <= now)
            yield return new DetectorEvent.PageTriedAgain(state.Detector, state.Open!.Alert, now);
        if (state.AskAt <= now)
            yield return new DetectorEvent.AskedAgain(state.Detector, now);
        if (state.LookAt <= now)
            yield return Look(state, now);
    }

    DetectorEvent Look(DetectorState state, DateTimeOffset now) => IsBlindAt(state, now)
        ? new DetectorEvent.WentBlind(state.Detector, state.TrustedAt, WhyNothing(state), now)
        : new DetectorEvent.LookedAgain(state.Detector, LookAfter(state.TrustedAt), now);

    public DetectorState After(DetectorState state, DetectorEvent.Observed e)
    {
        var begins = state.Detector.Length == 0;
        return state.With(e.Seen, policy.MaxGap) with
        {
            Detector = e.Detector,
            TrustedAt = e.IsTrusted || begins ? e.Seen.At : state.TrustedAt,
            AskAt = e.AskAt,
            LookAt = begins || state.LookAt > LookAfter(e.Seen.At) ? LookAfter(e.Seen.At) : state.LookAt,
            Phase = e.Worst is { } worst ? new Phase.Suspicious(worst) : state.Phase,
        };
    }

    // One row a phase and a verdict; what is not there changes nothing.
    IEnumerable<DetectorEvent> OfVerdict(DetectorState state, Verdict verdict, DetectorCommand.Observe look)
    {
        var (name, now) = (look.Detector, look.Now);
        return (state.Phase, verdict) switch
        {
            (Phase.Quiet, Verdict.Below below) => [new DetectorEvent.BecameSuspicious(name, below.Suspicion, now)],
            (Phase.Suspicious before, Verdict.Below below) when before.Worst.Noise != below.Suspicion.Noise =>
                [new DetectorEvent.Passed(name, before.Worst, now), new DetectorEvent.BecameSuspicious(name, below.Suspicion, now)],
            (Phase.Suspicious before, Verdict.Quiet) => [new DetectorEvent.Passed(name, before.Worst, now)],

            (Phase.Quiet or Phase.Suspicious, Verdict.Over over) when look.Silenced is { } silenced =>
                [new DetectorEvent.HeldBack(name, over.Finding, silenced, now)],
            (Phase.Quiet or Phase.Suspicious, Verdict.Over over) => [Page(name, over.Finding, now)],
            (Phase.HeldBack before, Verdict.Over over) when look.Silenced is null => [Page(name, NoLonger(before, over.Finding), now)],
            (Phase.HeldBack, Verdict.Quiet quiet) when quiet.HasHeld(policy.ResolveAfter) => [new DetectorEvent.LetGo(name, now)],

            (Phase.Paged, Verdict.Over over) when look.Silenced is { } silenced && state.Refused is { IsUnpaged: true } =>
                [new DetectorEvent.HeldBack(name, over.Finding, silenced, now)],
            (Phase.Paged, Verdict.Quiet quiet) => [new DetectorEvent.LooksWell(name, quiet.Since, now)],
            (Phase.Recovering, Verdict.Quiet quiet) when quiet.HasHeld(policy.ResolveAfter) && state.Refused is { IsUnpaged: true } refused =>
                [new DetectorEvent.RecoveredUnpaged(name, refused, now)],
            (Phase.Recovering recovering, Verdict.Quiet quiet) when quiet.HasHeld(policy.ResolveAfter) =>
                [new DetectorEvent.Recovered(name, recovering.Alert.Key, now)],
            (Phase.Recovering, Verdict.Below or Verdict.Over) => [new DetectorEvent.FailedAgain(name, now)],
            _ => [],
        };
    }

    DetectorEvent.Paged Page(string name, Finding finding, DateTimeOffset now)
    {
        List<AlertLink> links = [new("Health of the cloud API", product.Health)];
        if (policy.Runbook is { } runbook)
            links.Add(new("Runbook", runbook));
        var alert = new Alert(name, product.Scope, finding.Summary, finding.Why, product.Scope, links, finding.Since);
        return new DetectorEvent.Paged(name, finding, alert, now);
    }

    static Finding NoLonger(Phase.HeldBack before, Finding finding) => finding with
    {
        Why = string.Create(CultureInfo.InvariantCulture,
            $"{finding.Why} It was held back by silence {before.By.Number} of {before.By.By}, which no longer stands."),
    };

    static DateTimeOffset? AskAt(DetectorState state, Verdict verdict, DateTimeOffset seenAt) =>
        state.Phase is Phase.Quiet or Phase.Suspicious && verdict is Verdict.Below { LineAt: { } line } && line >= seenAt
            ? line + JustBeyond
            : null;

    static Suspicion? WorseOf(Phase phase, Verdict verdict) =>
        (phase, verdict) is (Phase.Suspicious { Worst: var before }, Verdict.Below { Suspicion: var now })
        && before.Noise == now.Noise && now.Size > before.Size
            ? now with { Since = before.Since }
            : null;

    bool IsBlindAt(DetectorState state, DateTimeOffset now) => state.Blind is null && now - state.TrustedAt >= policy.BlindAfter;

    DateTimeOffset LookAfter(DateTimeOffset trustedAt) => trustedAt + policy.BlindAfter + BesideTheTimers;

    string WhyNothing(DetectorState state) => state.Seen is [.., { } last] && Detectors.Of(state.Detector).WhyBlind(last.Reading, policy) is { } why
        ? why
        : "No reading came at all: the function Probe does not run. Look at the functions app and its log.";
}
