using System.Globalization;
using OnCall.Core.Alerts;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Text;

namespace OnCall.Core.Detection;

/// <summary>How something that may page stands, and why it does or does not page.</summary>
/// <param name="Name">Its rule's id, for a detector.</param>
/// <param name="Watches">What it looks at.</param>
/// <param name="Phase">"quiet", "suspicious", "held-back", "paged", "refused", "recovering", "not-begun".</param>
/// <param name="Verdict">The rule by which the newest readings were judged: "5xx", "small-drop".</param>
/// <param name="Sentence">"not paged: 5xx for 1 min 40 s of 2 min".</param>
/// <param name="Blind">Why it cannot be judged; null while it can.</param>
/// <param name="Silenced">The silence that stands for it now; null when none does.</param>
/// <param name="Seen">What was read last, the latest first.</param>
public sealed record Standing(
    string Name, Rule Rule, string Watches, string Phase, string Verdict, string Sentence, string? Blind, Silencing? Silenced,
    IReadOnlyList<SaidReading> Seen);

/// <param name="Says">In a few words: "health 503, authenticated read 503".</param>
public sealed record SaidReading(DateTimeOffset At, string Says);

/// <summary>Says how a detector stands: pure.</summary>
public static class Standings
{
    const int MaxSeen = 10;

    /// <param name="state">Null for one that has read nothing yet.</param>
    public static Standing Of(
        Detector detector, DetectorState? state, Silencing? silenced, DetectionPolicy policy, DateTimeOffset now)
    {
        var known = state ?? DetectorState.Unstarted;
        var verdict = detector.Judge(known.Evidence, policy);
        return new Standing(
            detector.Name, detector.Rule, detector.Watches, NameOf(known), verdict.Name,
            string.Concat(Sentence(known, verdict, policy), Stale(known, policy, now), Silence(known, silenced)),
            known.Blind is { } blind
                ? string.Create(CultureInfo.InvariantCulture, $"blind since {blind.Since:yyyy-MM-dd HH:mm} UTC: {blind.Why}")
                : null,
            silenced,
            [.. known.Seen.Reverse().Take(MaxSeen).Select(one => new SaidReading(one.At, detector.Say(one.Reading)))]);
    }

    static string NameOf(DetectorState state) => state.Phase switch
    {
        _ when state.Detector.Length == 0 => "not-begun",
        Phase.Quiet => "quiet",
        Phase.Suspicious => "suspicious",
        Phase.HeldBack => "held-back",
        Phase.Paged => state.Refused is null ? "paged" : "refused",
        _ => "recovering",
    };

    static string Sentence(DetectorState state, Verdict verdict, DetectionPolicy policy) => (state.Phase, verdict) switch
    {
        (Phase.Recovering recovering, Verdict.Quiet quiet) => string.Create(CultureInfo.InvariantCulture,
            $"paged at {recovering.At:HH:mm} UTC, recovering: {quiet.What} for {(quiet.Newest - quiet.Since).Counted()} "
            + $"of {policy.ResolveAfter.Counted()}"),
        (Phase.Paged paged, _) when state.Refused is { } refused => string.Create(CultureInfo.InvariantCulture,
            $"not paged: PagerDuty refuses the alert since {refused.Since:HH:mm} UTC ({refused.Why.TrimEnd('.')}); "
            + $"{Tried(refused)}. {Current(paged.Finding, verdict).TrimEnd('.')}"),
        (Phase.Paged or Phase.Recovering, _) => string.Create(CultureInfo.InvariantCulture,
            $"paged at {state.Open!.At:HH:mm} UTC: {Current(state.Open.Finding, verdict).TrimEnd('.')}"),
        (Phase.HeldBack held, _) => string.Create(CultureInfo.InvariantCulture,
            $"not paged: silenced by number {held.By.Number} of {held.By.By} until {held.By.Until:yyyy-MM-dd HH:mm} UTC. "
            + $"{Current(held.Finding, verdict).TrimEnd('.')}"),
        (_, Verdict.Below below) => $"not paged: {below.Suspicion.Line}",
        (_, Verdict.Quiet quiet) => string.Create(CultureInfo.InvariantCulture,
            $"not paged: {quiet.What} since {quiet.Since:HH:mm} UTC"),
        (_, Verdict.Over over) => $"not paged yet: {over.Finding.Why.TrimEnd('.')}",
        _ => "not paged: nothing that can be trusted was read yet",
    };

    static string Tried(RefusedPage refused) => refused.TryAt is { } tryAt
        ? string.Create(CultureInfo.InvariantCulture, $"it is tried again at {tryAt:HH:mm} UTC")
        : "it is being tried again";

    static string Current(Finding standing, Verdict verdict) => verdict is Verdict.Over over ? over.Finding.Why : standing.Why;

    static string Stale(DetectorState state, DetectionPolicy policy, DateTimeOffset now) =>
        state.Seen is [.., { At: var newest }] && now - newest > policy.MaxGap
            ? $" (the last reading is {(now - newest).Counted()} old)"
            : "";

    static string Silence(DetectorState state, Silencing? silenced) => silenced is { } one && state.Phase is not Phase.HeldBack
        ? string.Create(CultureInfo.InvariantCulture,
            $"; what comes is held back by silence {one.Number} of {one.By} until {one.Until:yyyy-MM-dd HH:mm} UTC")
        : "";
}
