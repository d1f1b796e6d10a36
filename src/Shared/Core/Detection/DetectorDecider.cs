using System.Diagnostics;
using OnCall.Core.Alerts;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Detection;

/// <summary>The rules of one detector: what its readings are, what follows from them, and when it is blind.</summary>
public sealed class DetectorDecider(OnCallPolicy policy, WatchedProduct product, EscalationChain chain)
    : Decider<DetectorState, DetectorCommand, DetectorEvent>
{
    public const string KindName = "detector";

    readonly DetectionPolicy _policy = policy.Detection;
    readonly DetectorSteps _steps = new(policy.Detection, product);

    public override string Kind => KindName;

    public override DetectorState Initial => DetectorState.Unstarted;

    public override Decision<DetectorEvent> Decide(DetectorState state, DetectorCommand command) => (state, command) switch
    {
        (_, DetectorCommand.Observe look) => Observe(state, look),
        ({ Detector: "" }, _) => Ignore(Reason.NothingThere),

        (_, DetectorCommand.CloseByHand close) when state.Open?.Alert.Key != close.Key => Ignore(Reason.Over),
        // A webhook that comes late is about the incident before this one.
        (_, DetectorCommand.CloseByHand close) when close.At < state.Open!.At => Ignore(Reason.OfAnEarlierAlert),
        (_, DetectorCommand.CloseByHand close) =>
            Accept(new DetectorEvent.ClosedByHand(state.Detector, close.Key, close.By, close.Now)),

        (_, DetectorCommand.Take take) => state.Refused is { } refused && state.IsOpen(take.Alert)
            ? Accept(new DetectorEvent.PageTaken(state.Detector, refused.Since, take.Now))
            : Ignore(Reason.NothingChanged),
        ({ Refused: not null }, DetectorCommand.Refuse { Effect: Effect.TriggerAlert trigger } refuse) when state.IsOpen(trigger.Alert) =>
            Accept(new DetectorEvent.PageRefusedAgain(state.Detector, refuse.Why, refuse.Now)),
        (_, DetectorCommand.Refuse { Effect: Effect.TriggerAlert trigger } refuse) => Accept(new DetectorEvent.PageRefused(
            state.Detector, trigger.Alert,
            chain.Primary(refuse.Now), chain.ResponderFor(EscalationRole.Secondary, refuse.Now), refuse.Why, refuse.Now)),
        (_, DetectorCommand.Refuse { Effect: Effect.ResolveAlert resolve } refuse) =>
            Accept(new DetectorEvent.ResolveRefused(state.Detector, resolve.Key, refuse.Why, refuse.Now)),
        // Slack's refusals cannot be told in Slack: they stay with the effect, and in the log.
        (_, DetectorCommand.Refuse or DetectorCommand.Overtaken) => Ignore(Reason.NobodyToTell),

        (_, DetectorCommand.WakeUp wake) => _steps.Due(state, wake.Now).ToList() is { Count: > 0 } due
            ? Accept(due)
            : Ignore(Reason.NotDueYet),
        _ => throw new UnreachableException($"No rule for {command} while {state}."),
    };

    public override DetectorState Evolve(DetectorState state, DetectorEvent happened) => happened switch
    {
        DetectorEvent.Observed e => _steps.After(state, e),
        DetectorEvent.AskedAgain => state with { AskAt = null },
        DetectorEvent.LookedAgain e => state with { LookAt = e.LookAt },
        DetectorEvent.WentBlind e => state with { Blind = new Blindness(e.Since, e.Why), LookAt = null },
        DetectorEvent.SeesAgain e => state with { Blind = null, LookAt = e.LookAt },
        DetectorEvent.BecameSuspicious e => state with { Phase = new Phase.Suspicious(e.Suspicion) },
        DetectorEvent.Passed or DetectorEvent.LetGo or DetectorEvent.Recovered or DetectorEvent.RecoveredUnpaged =>
            state with { Phase = new Phase.Quiet(), Refused = null },
        DetectorEvent.ClosedByHand e => state with { Phase = new Phase.Quiet(), Refused = null, JudgedFrom = e.At },
        DetectorEvent.HeldBack e => state with { Phase = new Phase.HeldBack(e.Finding, e.By), Refused = null },
        DetectorEvent.Paged e => state with { Phase = new Phase.Paged(e.Finding, e.Alert, e.At), Refused = null },
        DetectorEvent.LooksWell e when state.Open is { } open =>
            state with { Phase = new Phase.Recovering(open.Finding, open.Alert, open.At, e.Since) },
        DetectorEvent.FailedAgain when state.Open is { } open => state with { Phase = open },
        DetectorEvent.PageRefused e when state.IsOpen(e.Alert) => state with { Refused = RefusedPage.First(e.Why, e.At) },
        DetectorEvent.PageTriedAgain => state with { Refused = state.Refused?.Tried() },
        DetectorEvent.PageRefusedAgain e => state with { Refused = state.Refused?.Again(e.Why, e.At) },
        DetectorEvent.PageTaken => state with { Refused = null },
        DetectorEvent.PageRefused or DetectorEvent.ResolveRefused => state,
        _ => throw new UnreachableException($"No state after {happened} while {state}."),
    };

    public override bool IsRecorded(DetectorEvent happened) => happened is not (DetectorEvent.Observed or DetectorEvent.LookedAgain);

    public override IReadOnlyList<Effect> EffectsOf(DetectorEvent happened) => DetectorEffects.Of(happened);

    public override Explanation Explain(DetectorEvent happened) => happened switch
    {
        DetectorEvent.BecameSuspicious or DetectorEvent.Passed => new(happened.At, Actor.Service, Rules.NoiseInBusinessHours),
        DetectorEvent.WentBlind or DetectorEvent.SeesAgain => new(happened.At, Actor.Service, Rules.NoticeOnce),
        DetectorEvent.HeldBack or DetectorEvent.LetGo => new(happened.At, Actor.Service, Rules.KnownNoisyAlerts),
        DetectorEvent.ClosedByHand e => new(e.At, e.By, RuleOf(e)),
        DetectorEvent.PageRefused or DetectorEvent.PageRefusedAgain or DetectorEvent.PageTaken or DetectorEvent.ResolveRefused =>
            new(happened.At, Actor.PagerDuty, RuleOf(happened)),
        _ => new(happened.At, Actor.Service, RuleOf(happened)),
    };

    /// <summary>Coarsely: one message for all the readings of <see cref="DetectionPolicy.BlindAfter"/>.</summary>
    public override DateTimeOffset? DeadlineOf(DetectorState state) =>
        new[] { state.LookAt, state.TryAt, state.AskAt }.Min();

    /// <summary>Never, once it has begun.</summary>
    public override bool IsOver(DetectorState state) => state.Detector.Length == 0;

    public override DetectorCommand WakeUp(DateTimeOffset now) => new DetectorCommand.WakeUp(now);

    public override DetectorCommand Refuse(Effect effect, string why, DateTimeOffset now) =>
        new DetectorCommand.Refuse(effect, why, now);

    public override DetectorCommand? Performed(Effect effect, string? receipt, DateTimeOffset now) =>
        effect is Effect.TriggerAlert trigger ? new DetectorCommand.Take(trigger.Alert, now) : null;

    public override DetectorCommand Overtaken(Effect effect, string why, DateTimeOffset now) =>
        new DetectorCommand.Overtaken(effect, why, now);

    // What comes late says nothing about now; it is as if it had been lost, and that is bridged.
    Decision<DetectorEvent> Observe(DetectorState state, DetectorCommand.Observe look)
    {
        var newest = state.SaneAt(look.Now, _policy.MaxGap).LastOrDefault()?.At;
        return newest == look.Seen.At ? Ignore(Reason.AlreadyObserved)
            : newest > look.Seen.At ? Ignore(Reason.LaterOneObserved)
            : Accept([.. _steps.Follow(state, look)]);
    }

    static Rule RuleOf(DetectorEvent happened) => Detectors.Of(happened.Detector).Rule;

    static Decision<DetectorEvent> Accept(params IReadOnlyList<DetectorEvent> events) => new Decision<DetectorEvent>.Accept(events);

    static Decision<DetectorEvent> Ignore(Reason reason) => new Decision<DetectorEvent>.Ignore(reason);
}
