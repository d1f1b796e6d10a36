using System.Diagnostics;
using System.Globalization;
using OnCall.Core.Alerts;
using OnCall.Core.Effects;
using OnCall.Core.Noise;
using OnCall.Core.Text;

namespace OnCall.Core.Detection;

/// <summary>What the world sees of a detector.</summary>
static class DetectorEffects
{
    public static IReadOnlyList<Effect> Of(DetectorEvent happened) => happened switch
    {
        DetectorEvent.Paged e => [new Effect.TriggerAlert(e.Alert)],
        DetectorEvent.Recovered e => [new Effect.ResolveAlert(e.Key)],
        DetectorEvent.BecameSuspicious { Suspicion: { TellAtOnce: true } one } e => [Noise(one, e.At)],
        DetectorEvent.Passed { Worst: { TellAtOnce: false } one } e => [Noise(one, e.At)],
        DetectorEvent.HeldBack e => [new Effect.ReportNoise(new NoiseReport("silenced", e.Finding.Summary, HeldBackBy(e), e.At))],
        DetectorEvent.WentBlind e => [new Effect.TellNotice(Blind(e), Advice(e), e.At)],
        DetectorEvent.SeesAgain e => [new Effect.TellNotice(SeesAgain(e), "It is watched again. Nothing is to be done.", e.At)],
        DetectorEvent.PageRefused e => [new Effect.TellAlertRefused(e.Alert, e.Primary, e.Secondary, e.Why, e.At)],
        DetectorEvent.AskedAgain e => [new Effect.AskAgain(e.Detector)],
        DetectorEvent.PageTriedAgain e => [new Effect.TriggerAlert(e.Alert)],
        DetectorEvent.PageTaken e => [RefusedPageNotices.Taken(e.Detector, e.RefusedSince, e.At)],
        DetectorEvent.RecoveredUnpaged e => [RefusedPageNotices.Over(e.Detector, e.Page, e.At)],
        DetectorEvent.ResolveRefused e =>
        [
            new Effect.TellNotice(
                $"{e.Detector} has recovered, and PagerDuty does not let us resolve its alert.",
                $"{e.Why} Resolve the incident in PagerDuty by hand.", e.At),
        ],
        DetectorEvent.Observed or DetectorEvent.LookedAgain or DetectorEvent.BecameSuspicious or DetectorEvent.Passed
            or DetectorEvent.LetGo or DetectorEvent.LooksWell or DetectorEvent.FailedAgain or DetectorEvent.ClosedByHand
            or DetectorEvent.PageRefusedAgain => [],
        _ => throw new UnreachableException($"No effects for {happened}."),
    };

    static Effect.ReportNoise Noise(Suspicion one, DateTimeOffset at) =>
        new(new NoiseReport(one.Noise, one.What, one.Line, at));

    static string HeldBackBy(DetectorEvent.HeldBack e) => string.Create(CultureInfo.InvariantCulture,
        $"silenced by {e.By.By} with silence {e.By.Number} until {e.By.Until:yyyy-MM-dd HH:mm} UTC. {e.Finding.Why}");

    static string Blind(DetectorEvent.WentBlind e) => string.Create(CultureInfo.InvariantCulture,
        $"Blind: {Detectors.Of(e.Detector).Watches} ({e.Detector}) cannot be judged since {e.Since:HH:mm} UTC.");

    static string Advice(DetectorEvent.WentBlind e) =>
        $"{e.Why} Until then nobody is paged for it: look by hand now and then. `/oncall why` shows what was read last.";

    static string SeesAgain(DetectorEvent.SeesAgain e) => string.Create(CultureInfo.InvariantCulture,
        $"No longer blind: {Detectors.Of(e.Detector).Watches} ({e.Detector}) can be judged again, after {(e.At - e.BlindSince).Spoken()}.");
}
