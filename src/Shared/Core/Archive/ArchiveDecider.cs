using System.Diagnostics;
using OnCall.Core.Effects;
using OnCall.Core.Processes;

namespace OnCall.Core.Archive;

/// <summary>
/// Keeps which incidents were closed last. There is one such process, <see cref="TheOnlyId"/>. What happened stands in the
/// incidents' own streams: here only the state is kept, so that it stays one row for ever. It has no effects.
/// </summary>
public sealed class ArchiveDecider : Decider<IncidentArchive, ArchiveCommand, ArchiveEvent>
{
    public const string KindName = "archive";

    /// <summary>The second part of the process's id. Stored, so never renamed.</summary>
    public const string TheOnlyId = "incidents";

    public override string Kind => KindName;

    public override IncidentArchive Initial => IncidentArchive.Empty;

    public override Decision<ArchiveEvent> Decide(IncidentArchive archive, ArchiveCommand command) => command switch
    {
        ArchiveCommand.Keep keep when archive.Knows(keep.Closed.Incident) => Ignore(Reason.AlreadyRecorded),
        ArchiveCommand.Keep keep => new Decision<ArchiveEvent>.Accept([new ArchiveEvent.Kept(keep.Closed, keep.Now)]),
        ArchiveCommand.Refuse or ArchiveCommand.Overtaken => Ignore(Reason.NobodyToTell),
        ArchiveCommand.WakeUp => Ignore(Reason.NotDueYet),
        _ => throw new UnreachableException($"No rule for {command}."),
    };

    public override IncidentArchive Evolve(IncidentArchive state, ArchiveEvent happened) => happened switch
    {
        ArchiveEvent.Kept e => state.With(e.Closed),
        _ => throw new UnreachableException($"No state after {happened}."),
    };

    public override IReadOnlyList<Effect> EffectsOf(ArchiveEvent happened) => [];

    public override Explanation Explain(ArchiveEvent happened) => new(happened.At, Actor.Service, Rules.AuditTrail);

    public override bool IsRecorded(ArchiveEvent happened) => false;

    public override DateTimeOffset? DeadlineOf(IncidentArchive state) => null;

    public override bool IsOver(IncidentArchive state) => true;

    public override ArchiveCommand WakeUp(DateTimeOffset now) => new ArchiveCommand.WakeUp(now);

    public override ArchiveCommand Refuse(Effect effect, string why, DateTimeOffset now) => new ArchiveCommand.Refuse(effect, why, now);

    public override ArchiveCommand Overtaken(Effect effect, string why, DateTimeOffset now) =>
        new ArchiveCommand.Overtaken(effect, why, now);

    static Decision<ArchiveEvent> Ignore(Reason reason) => new Decision<ArchiveEvent>.Ignore(reason);
}
