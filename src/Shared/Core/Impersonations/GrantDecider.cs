using System.Diagnostics;
using System.Globalization;
using OnCall.Core.Effects;
using OnCall.Core.Processes;

namespace OnCall.Core.Impersonations;

/// <summary>
/// Keeps which grants are ours, so that an impersonation with one is not taken for a stranger's. There is one such process,
/// <see cref="TheOnlyId"/>. What it knows is asked for and never told: it has no effects.
/// </summary>
public sealed class GrantDecider : Decider<GrantBook, GrantCommand, GrantEvent>
{
    public const string KindName = "grants";

    /// <summary>The second part of the process's id. Stored, so never renamed.</summary>
    public const string TheOnlyId = "team";

    public override string Kind => KindName;

    public override GrantBook Initial => GrantBook.Empty;

    public override Decision<GrantEvent> Decide(GrantBook book, GrantCommand command) => command switch
    {
        GrantCommand.Record record when book.Find(record.Grant.Id) is not null => Ignore(Reason.AlreadyRecorded),
        GrantCommand.Record record when book.RunningAt(record.Now).Count >= GrantBook.MaxKept => Reject("too-many", string.Create(
            CultureInfo.InvariantCulture, $"{GrantBook.MaxKept} grants run already; end some that are not needed any more.")),
        GrantCommand.Record record => Accept(new GrantEvent.Recorded(record.Grant, record.By, record.Now)),
        GrantCommand.End end when book.Find(end.Id) is null => Reject("grant-unknown", $"no grant {end.Id} of ours is known."),
        GrantCommand.End end when book.Find(end.Id)!.EndsAt <= end.Now => Ignore(Reason.Over),
        GrantCommand.End end => Accept(new GrantEvent.Ended(end.Id, end.By, end.Now)),
        GrantCommand.Refuse or GrantCommand.Overtaken => Ignore(Reason.NobodyToTell),
        GrantCommand.WakeUp => Ignore(Reason.NotDueYet),
        _ => throw new UnreachableException($"No rule for {command}."),
    };

    public override GrantBook Evolve(GrantBook state, GrantEvent happened) => happened switch
    {
        GrantEvent.Recorded e => state.With(e.Grant, e.At),
        GrantEvent.Ended e => state.WithEnd(e.Id, e.At),
        _ => throw new UnreachableException($"No state after {happened}."),
    };

    public override IReadOnlyList<Effect> EffectsOf(GrantEvent happened) => [];

    /// <summary>Under the rule that they are kept for: to tell our own from unknown actors.</summary>
    public override Explanation Explain(GrantEvent happened) => happened switch
    {
        GrantEvent.Recorded e => new(e.At, e.By, Rules.SecurityEvent),
        GrantEvent.Ended e => new(e.At, e.By, Rules.SecurityEvent),
        _ => throw new UnreachableException($"No explanation for {happened}."),
    };

    public override DateTimeOffset? DeadlineOf(GrantBook state) => null;

    /// <summary>Always: a grant's end needs nobody, because whoever asks, asks for an instant.</summary>
    public override bool IsOver(GrantBook state) => true;

    public override GrantCommand WakeUp(DateTimeOffset now) => new GrantCommand.WakeUp(now);

    public override GrantCommand Refuse(Effect effect, string why, DateTimeOffset now) => new GrantCommand.Refuse(effect, why, now);

    public override GrantCommand Overtaken(Effect effect, string why, DateTimeOffset now) =>
        new GrantCommand.Overtaken(effect, why, now);

    static Decision<GrantEvent> Accept(GrantEvent happened) => new Decision<GrantEvent>.Accept([happened]);

    static Decision<GrantEvent> Ignore(Reason reason) => new Decision<GrantEvent>.Ignore(reason);

    static Decision<GrantEvent> Reject(string name, string text) =>
        new Decision<GrantEvent>.Reject([new Refusal(name, "grant", text)]);
}
