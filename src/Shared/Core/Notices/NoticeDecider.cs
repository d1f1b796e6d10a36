using System.Diagnostics;
using OnCall.Core.Effects;
using OnCall.Core.Processes;

namespace OnCall.Core.Notices;

/// <summary>The rules of a notice: said once, said again when it says something else or comes back.</summary>
public sealed class NoticeDecider : Decider<Notice, NoticeCommand, NoticeEvent>
{
    public override string Kind => "notice";

    public override Notice Initial { get; } = new Notice.None();

    public override Decision<NoticeEvent> Decide(Notice notice, NoticeCommand command) => (notice, command) switch
    {
        (Notice.Standing standing, NoticeCommand.Announce same) when same.What == standing.What =>
            Ignore(Reason.AlreadyAnnounced),
        (Notice.Standing standing, NoticeCommand.Announce other) when other.Now < standing.AnnouncedAt + other.QuietFor =>
            Ignore(Reason.AnnouncedLately),
        (_, NoticeCommand.Announce news) => Accept(new NoticeEvent.Announced(news.What, news.Advice, news.Now)),

        (Notice.Standing, NoticeCommand.Settle settle) => Accept(new NoticeEvent.Settled(settle.Now)),
        (Notice.Settled, NoticeCommand.Settle) => Ignore(Reason.AlreadySettled),
        (_, NoticeCommand.Settle) => Ignore(Reason.NothingThere),

        // Slack is all that a notice asks for, and its refusals cannot be told in Slack.
        (_, NoticeCommand.Refuse or NoticeCommand.Overtaken) => Ignore(Reason.NobodyToTell),
        (_, NoticeCommand.WakeUp) => Ignore(Reason.NotDueYet),
        _ => throw new UnreachableException($"No rule for {command} while {notice}."),
    };

    public override Notice Evolve(Notice state, NoticeEvent happened) => happened switch
    {
        NoticeEvent.Announced e => new Notice.Standing(e.What, e.Advice, e.At),
        NoticeEvent.Settled => new Notice.Settled(),
        _ => throw new UnreachableException($"No state after {happened}."),
    };

    // Settled in silence: whoever mended it knows, and a message that needs nobody is one too many.
    public override IReadOnlyList<Effect> EffectsOf(NoticeEvent happened) => happened switch
    {
        NoticeEvent.Announced e => [new Effect.TellNotice(e.What, e.Advice, e.At)],
        NoticeEvent.Settled => [],
        _ => throw new UnreachableException($"No effects for {happened}."),
    };

    public override Explanation Explain(NoticeEvent happened) => new(happened.At, Actor.Service, Rules.NoticeOnce);

    public override DateTimeOffset? DeadlineOf(Notice state) => null;

    /// <summary>Always: a notice waits for nothing by itself, and whoever announced it asks again.</summary>
    public override bool IsOver(Notice state) => true;

    public override NoticeCommand WakeUp(DateTimeOffset now) => new NoticeCommand.WakeUp(now);

    public override NoticeCommand Refuse(Effect effect, string why, DateTimeOffset now) =>
        new NoticeCommand.Refuse(effect, why, now);

    public override NoticeCommand Overtaken(Effect effect, string why, DateTimeOffset now) =>
        new NoticeCommand.Overtaken(effect, why, now);

    static Decision<NoticeEvent> Accept(NoticeEvent happened) => new Decision<NoticeEvent>.Accept([happened]);

    static Decision<NoticeEvent> Ignore(Reason reason) => new Decision<NoticeEvent>.Ignore(reason);
}
