using System.Text.Json.Serialization;
using OnCall.Core.Alerts;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;

namespace OnCall.Core.Detection;

/// <summary>What happened to a detector. The names are on disk; the records are the audit trail.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Observed), "observed")]
[JsonDerivedType(typeof(LookedAgain), "looked-again")]
[JsonDerivedType(typeof(AskedAgain), "asked-again")]
[JsonDerivedType(typeof(BecameSuspicious), "became-suspicious")]
[JsonDerivedType(typeof(Passed), "passed")]
[JsonDerivedType(typeof(HeldBack), "held-back")]
[JsonDerivedType(typeof(LetGo), "let-go")]
[JsonDerivedType(typeof(Paged), "paged")]
[JsonDerivedType(typeof(LooksWell), "looks-well")]
[JsonDerivedType(typeof(FailedAgain), "failed-again")]
[JsonDerivedType(typeof(Recovered), "recovered")]
[JsonDerivedType(typeof(ClosedByHand), "closed-by-hand")]
[JsonDerivedType(typeof(WentBlind), "went-blind")]
[JsonDerivedType(typeof(SeesAgain), "sees-again")]
[JsonDerivedType(typeof(PageRefused), "page-refused")]
[JsonDerivedType(typeof(PageTriedAgain), "page-tried-again")]
[JsonDerivedType(typeof(PageRefusedAgain), "page-refused-again")]
[JsonDerivedType(typeof(PageTaken), "page-taken")]
[JsonDerivedType(typeof(RecoveredUnpaged), "recovered-unpaged")]
[JsonDerivedType(typeof(ResolveRefused), "resolve-refused")]
public abstract record DetectorEvent(string Detector, DateTimeOffset At)
{
    /// <summary>Kept in the state alone: it comes every half minute.</summary>
    /// <param name="IsTrusted">Whether it says something about the product.</param>
    /// <param name="Worst">The worst of what is below the line so far; null while nothing is, or it is no worse.</param>
    /// <param name="AskAt">When to read once more; see <see cref="DetectorState"/>.</param>
    public sealed record Observed(string Detector, Observation Seen, bool IsTrusted, Suspicion? Worst, DateTimeOffset? AskAt, DateTimeOffset At)
        : DetectorEvent(Detector, At);

    /// <summary>Readings still come. Kept in the state alone.</summary>
    public sealed record LookedAgain(string Detector, DateTimeOffset LookAt, DateTimeOffset At) : DetectorEvent(Detector, At);

    /// <summary>The line has passed, and the next probe would come later.</summary>
    public sealed record AskedAgain(string Detector, DateTimeOffset At) : DetectorEvent(Detector, At);

    public sealed record BecameSuspicious(string Detector, Suspicion Suspicion, DateTimeOffset At) : DetectorEvent(Detector, At);

    /// <summary>It is over, and was never page-worthy.</summary>
    public sealed record Passed(string Detector, Suspicion Worst, DateTimeOffset At) : DetectorEvent(Detector, At);

    /// <summary>It would page, were it not silenced.</summary>
    public sealed record HeldBack(string Detector, Finding Finding, Silencing By, DateTimeOffset At) : DetectorEvent(Detector, At);

    /// <summary>What was held back is over, and nobody was paged.</summary>
    public sealed record LetGo(string Detector, DateTimeOffset At) : DetectorEvent(Detector, At);

    public sealed record Paged(string Detector, Finding Finding, Alert Alert, DateTimeOffset At) : DetectorEvent(Detector, At);

    /// <param name="Since">The first reading that says so.</param>
    public sealed record LooksWell(string Detector, DateTimeOffset Since, DateTimeOffset At) : DetectorEvent(Detector, At);

    /// <summary>Before the recovery had held.</summary>
    public sealed record FailedAgain(string Detector, DateTimeOffset At) : DetectorEvent(Detector, At);

    public sealed record Recovered(string Detector, DedupKey Key, DateTimeOffset At) : DetectorEvent(Detector, At);

    public sealed record ClosedByHand(string Detector, DedupKey Key, Actor By, DateTimeOffset At) : DetectorEvent(Detector, At);

    public sealed record WentBlind(string Detector, DateTimeOffset Since, string Why, DateTimeOffset At) : DetectorEvent(Detector, At);

    public sealed record SeesAgain(string Detector, DateTimeOffset BlindSince, DateTimeOffset LookAt, DateTimeOffset At)
        : DetectorEvent(Detector, At);

    /// <summary>PagerDuty does not take the alert, and so pages nobody.</summary>
    public sealed record PageRefused(
        string Detector, Alert Alert, Responder Primary, Responder? Secondary, string Why, DateTimeOffset At)
        : DetectorEvent(Detector, At);

    public sealed record PageTriedAgain(string Detector, Alert Alert, DateTimeOffset At) : DetectorEvent(Detector, At);

    public sealed record PageRefusedAgain(string Detector, string Why, DateTimeOffset At) : DetectorEvent(Detector, At);

    /// <summary>PagerDuty took in the end what it had refused before.</summary>
    public sealed record PageTaken(string Detector, DateTimeOffset RefusedSince, DateTimeOffset At) : DetectorEvent(Detector, At);

    /// <summary>What PagerDuty never took is over: it has nothing that could be resolved.</summary>
    public sealed record RecoveredUnpaged(string Detector, RefusedPage Page, DateTimeOffset At) : DetectorEvent(Detector, At);

    public sealed record ResolveRefused(string Detector, DedupKey Key, string Why, DateTimeOffset At) : DetectorEvent(Detector, At);
}
