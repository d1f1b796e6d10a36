using System.Diagnostics;
using OnCall.Core.Effects;
using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Silences;

/// <summary>
/// The rules of silences and noisy alerts: kept with what, why, by whom and until when, and lifted when that comes.
/// There is one such process, <see cref="TheOnlyId"/>.
/// </summary>
public sealed class SilenceDecider(OnCallPolicy policy) : Decider<SilenceBook, SilenceCommand, SilenceEvent>
{
    public const string KindName = "silences";

    /// <summary>The second part of the process's id. Stored, so never renamed.</summary>
    public const string TheOnlyId = "team";

    public override string Kind => KindName;

    public override SilenceBook Initial => SilenceBook.Empty;

    public override Decision<SilenceEvent> Decide(SilenceBook book, SilenceCommand command) => command switch
    {
        SilenceCommand.Add add => Add(book, add),
        SilenceCommand.Lift lift => Lift(book, lift),
        SilenceCommand.WakeUp wake when book.DueAt(wake.Now).Count > 0 => Accept(book, wake.Now),
        SilenceCommand.WakeUp => Ignore(Reason.NotDueYet),
        // Slack is all that is asked for, and its refusals cannot be told in Slack.
        SilenceCommand.Refuse or SilenceCommand.Overtaken => Ignore(Reason.NobodyToTell),
        _ => throw new UnreachableException($"No rule for {command}."),
    };

    public override SilenceBook Evolve(SilenceBook state, SilenceEvent happened) => (happened switch
    {
        SilenceEvent.Added e => state.With(e.Known),
        SilenceEvent.Lifted e => state.Without(e.Alert),
        _ => throw new UnreachableException($"No state after {happened}."),
    }).Forget(happened.At);

    /// <summary>
    /// A silence hides something from everybody, so everybody hears when it begins. What is only noisy is still heard.
    /// </summary>
    public override IReadOnlyList<Effect> EffectsOf(SilenceEvent happened) => happened switch
    {
        SilenceEvent.Added { Known.Kind: SilenceKind.Silence } e => [new Effect.TellSilenceSet(e.Known)],
        SilenceEvent.Added => [],
        SilenceEvent.Lifted e => [new Effect.TellSilenceLifted(e.Alert)],
        _ => throw new UnreachableException($"No effects for {happened}."),
    };

    public override Explanation Explain(SilenceEvent happened) => happened switch
    {
        SilenceEvent.Added e => new(e.At, e.Known.By, Rules.KnownNoisyAlerts),
        SilenceEvent.Lifted e => new(e.At, e.Alert.By, Rules.KnownNoisyAlerts),
        _ => throw new UnreachableException($"No explanation for {happened}."),
    };

    public override DateTimeOffset? DeadlineOf(SilenceBook state) => state.Open.Min(known => known.Until);

    /// <summary>While nothing lifts by itself: what has no end waits for somebody to lift it.</summary>
    public override bool IsOver(SilenceBook state) => DeadlineOf(state) is null;

    public override SilenceCommand WakeUp(DateTimeOffset now) => new SilenceCommand.WakeUp(now);

    public override SilenceCommand Refuse(Effect effect, string why, DateTimeOffset now) =>
        new SilenceCommand.Refuse(effect, why, now);

    public override SilenceCommand Overtaken(Effect effect, string why, DateTimeOffset now) =>
        new SilenceCommand.Overtaken(effect, why, now);

    Decision<SilenceEvent> Add(SilenceBook book, SilenceCommand.Add add)
    {
        var checks = new SilenceChecks(policy, book.AsOf(add.Now), add.Now);
        checks.CanAdd(add);
        if (checks.Refusals.Count > 0)
            return Reject(checks);

        var known = new KnownAlert(
            book.LastNumber + 1, add.Kind, add.Alert.Trim(), add.Why.Trim(), add.By, add.Now, add.Until);
        return Accept(book, add.Now, new SilenceEvent.Added(known, add.Now));
    }

    Decision<SilenceEvent> Lift(SilenceBook book, SilenceCommand.Lift lift)
    {
        var checks = new SilenceChecks(policy, book.AsOf(lift.Now), lift.Now);
        checks.CanLift(lift.Number);
        if (checks.Refusals.Count > 0)
            return Reject(checks);

        var known = book.Open.Single(known => known.Number == lift.Number);
        return Accept(book, lift.Now, new SilenceEvent.Lifted(new LiftedAlert(known, lift.By, lift.Now), lift.Now));
    }

    // What is due goes first, whoever comes before the wake-up: so what is open never outgrows its limit.
    static Decision<SilenceEvent> Accept(
        SilenceBook book, DateTimeOffset now, params IEnumerable<SilenceEvent> asked) =>
        new Decision<SilenceEvent>.Accept(
            [.. book.DueAt(now).Select(lifted => new SilenceEvent.Lifted(lifted, now)), .. asked]);

    static Decision<SilenceEvent> Ignore(Reason reason) => new Decision<SilenceEvent>.Ignore(reason);

    static Decision<SilenceEvent> Reject(SilenceChecks checks) => new Decision<SilenceEvent>.Reject(checks.Refusals);
}
