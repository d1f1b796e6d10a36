using System.Diagnostics;
using OnCall.Core.Effects;
using OnCall.Core.Processes;

namespace OnCall.Core.DeadLetters;

/// <summary>The rules of a dead letter: kept, and open, until it is replayed. Its announcement is a notice.</summary>
public sealed class DeadLetterDecider : Decider<DeadLetter, DeadLetterCommand, DeadLetterEvent>
{
    public const string KindName = "deadletter";

    public override string Kind => KindName;

    public override DeadLetter Initial { get; } = new DeadLetter.None();

    public override Decision<DeadLetterEvent> Decide(DeadLetter letter, DeadLetterCommand command) => (letter, command) switch
    {
        (DeadLetter.None, DeadLetterCommand.Record record) => Accept(new DeadLetterEvent.Recorded(record.Message, record.Now)),
        (_, DeadLetterCommand.Record) => Ignore(Reason.AlreadyRecorded),

        (DeadLetter.Waiting, DeadLetterCommand.Replay replay) => Accept(new DeadLetterEvent.Replayed(replay.By, replay.Now)),
        (DeadLetter.Replayed, DeadLetterCommand.Replay) => Ignore(Reason.AlreadyReplayed),
        (_, DeadLetterCommand.Replay) => Ignore(Reason.NothingThere),

        (_, DeadLetterCommand.Refuse or DeadLetterCommand.Overtaken) => Ignore(Reason.NobodyToTell),
        (_, DeadLetterCommand.WakeUp) => Ignore(Reason.NotDueYet),
        _ => throw new UnreachableException($"No rule for {command} while {letter}."),
    };

    public override DeadLetter Evolve(DeadLetter state, DeadLetterEvent happened) => happened switch
    {
        DeadLetterEvent.Recorded e => new DeadLetter.Waiting(e.Message, e.At),
        DeadLetterEvent.Replayed => new DeadLetter.Replayed(),
        _ => throw new UnreachableException($"No state after {happened}."),
    };

    public override IReadOnlyList<Effect> EffectsOf(DeadLetterEvent happened) => [];

    public override Explanation Explain(DeadLetterEvent happened) => happened switch
    {
        DeadLetterEvent.Recorded => new(happened.At, Actor.Service, Rules.DeadLetterKept),
        DeadLetterEvent.Replayed e => new(e.At, e.By, Rules.DeadLetterKept),
        _ => throw new UnreachableException($"No explanation for {happened}."),
    };

    public override DateTimeOffset? DeadlineOf(DeadLetter state) => null;

    public override bool IsOver(DeadLetter state) => state is DeadLetter.Replayed;

    public override DeadLetterCommand WakeUp(DateTimeOffset now) => new DeadLetterCommand.WakeUp(now);

    public override DeadLetterCommand Refuse(Effect effect, string why, DateTimeOffset now) =>
        new DeadLetterCommand.Refuse(effect, why, now);

    public override DeadLetterCommand Overtaken(Effect effect, string why, DateTimeOffset now) =>
        new DeadLetterCommand.Overtaken(effect, why, now);

    static Decision<DeadLetterEvent> Accept(DeadLetterEvent happened) => new Decision<DeadLetterEvent>.Accept([happened]);

    static Decision<DeadLetterEvent> Ignore(Reason reason) => new Decision<DeadLetterEvent>.Ignore(reason);
}
