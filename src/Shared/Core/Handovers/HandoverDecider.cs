using System.Diagnostics;
using OnCall.Core.Effects;
using OnCall.Core.Processes;

namespace OnCall.Core.Handovers;

/// <summary>
/// The rules of a handover: opened once at its hour, complete by the incoming primary's own 👍 and by nothing else, least of
/// all by time.
/// </summary>
public sealed class HandoverDecider(HandoverTimes times, HandoverSteps steps)
    : Decider<Handover, HandoverCommand, HandoverEvent>
{
    public const string KindName = "handover";

    public override string Kind => KindName;

    public override Handover Initial { get; } = new Handover.None();

    public override Decision<HandoverEvent> Decide(Handover handover, HandoverCommand command) => (handover, command) switch
    {
        (Handover.None, HandoverCommand.Plan plan) => Accept(new HandoverEvent.Planned(plan.At, plan.Now)),
        (Handover.Awaited awaited, HandoverCommand.Plan plan) when plan.At != awaited.At =>
            Accept(new HandoverEvent.Planned(plan.At, plan.Now)),
        (_, HandoverCommand.Plan) => Ignore(Reason.AlreadyPlanned),
        (Handover.None, _) => Ignore(Reason.NothingThere),

        (Handover.Awaited awaited, HandoverCommand.Remind remind) => times.DueReminder(awaited, remind.Now) is { } due
            ? Accept(steps.Reminded(awaited, due, remind))
            : Ignore(Reason.NotDueYet),
        (_, HandoverCommand.Remind) => Ignore(Reason.AlreadyOpened),

        (Handover.Awaited awaited, HandoverCommand.Begin begin) when begin.Now >= awaited.At => Accept(steps.Begun(awaited, begin)),
        (Handover.Awaited, HandoverCommand.Begin) => Ignore(Reason.NotDueYet),
        (_, HandoverCommand.Begin) => Ignore(Reason.AlreadyOpened),

        (Handover.Awaited awaited, HandoverCommand.WakeUp wake) when wake.Now >= HandoverTimes.OpensAloneAt(awaited) =>
            Accept(steps.BegunAlone(awaited, wake.Now)),
        (Handover.Open open, HandoverCommand.WakeUp wake) when wake.Now >= DeadlineOf(open) =>
            new Decision<HandoverEvent>.Accept(steps.Due(open, wake.Now)),
        // The next handover's hour has struck, and no knock has said so yet: who is primary now is that one's affair.
        (Handover.Open open, HandoverCommand.Look or HandoverCommand.ThumbsUp) when times.IsOvertaken(open, command.Now) =>
            new Decision<HandoverEvent>.Accept(steps.Due(open, command.Now)),
        (_, HandoverCommand.WakeUp) => Ignore(Reason.NotDueYet),

        (Handover.Open open, HandoverCommand.Look look) => steps.IncomingNow(open.View, look.Now) is { } changed
            ? Accept(changed)
            : Ignore(Reason.NothingChanged),
        (_, HandoverCommand.Look) => Ignore(Reason.NothingChanged),

        // An override since the last look counts: whose 👍 it takes is decided now.
        (Handover.Open open, HandoverCommand.ThumbsUp thumb) => steps.Thumb(open, thumb) is { Count: > 0 } events
            ? new Decision<HandoverEvent>.Accept(events)
            : Ignore(Reason.AlreadyHinted),
        (Handover.Complete, HandoverCommand.ThumbsUp) => Ignore(Reason.AlreadyAcknowledged),
        (_, HandoverCommand.ThumbsUp) => Ignore(Reason.NothingThere),

        (Handover.Open or Handover.Complete or Handover.Awaited, HandoverCommand.AskToEdit ask) =>
            steps.EditRefusal(handover, ask.SlackUser, ask.Now) is { } refused ? Accept(refused) : Ignore(Reason.Allowed),
        (Handover.Open or Handover.Complete or Handover.Awaited, HandoverCommand.Edit edit) =>
            steps.EditRefusal(handover, edit.SlackUser, edit.Now) is { } refused ? Accept(refused)
            : steps.Edited(handover, edit) is { } edited ? Accept(edited)
            : Ignore(Reason.NothingChanged),
        (_, HandoverCommand.AskToEdit or HandoverCommand.Edit) => Ignore(Reason.Over),

        (Handover.Open open, HandoverCommand.Fill fill) => Filled(open.View, fill),
        (Handover.Complete complete, HandoverCommand.Fill fill) => Filled(complete.View, fill),
        (_, HandoverCommand.Fill) => Ignore(Reason.NothingThere),

        (Handover.Open open, HandoverCommand.Refuse { Effect: Effect.PostHandoverNote or Effect.NudgeHandover } refuse) =>
            Accept(steps.NoteRefused(open, refuse)),
        (_, HandoverCommand.Refuse or HandoverCommand.Overtaken) => Ignore(Reason.NobodyToTell),

        _ => throw new UnreachableException($"No rule for {command} while {handover}."),
    };

    public override Handover Evolve(Handover state, HandoverEvent happened) => (state, happened) switch
    {
        (Handover.Awaited awaited, HandoverEvent.Planned e) => awaited with { At = e.For, RemindedUpTo = e.At },
        (_, HandoverEvent.Planned e) => new Handover.Awaited(e.For, e.At),
        (Handover.Awaited awaited, HandoverEvent.Reminded e) => awaited with { RemindedUpTo = e.Due },
        (Handover.Awaited awaited, HandoverEvent.Remarked e) => awaited with { Remarks = e.Remarks },
        (_, HandoverEvent.Opened e) => new Handover.Open(e.View, e.NextAt),
        (_, HandoverEvent.Acknowledged e) => new Handover.Complete(e.View),
        (_, HandoverEvent.Overtaken e) => new Handover.Lapsed(e.View),
        (_, HandoverEvent.Missed or HandoverEvent.CalledOff) => new Handover.NotHeld(),
        (Handover.Complete complete, HandoverEvent.SectionsFilled e) => complete with { View = e.View },
        (Handover.Open open, HandoverEvent.SectionsFilled e) => open with { View = e.View },
        (Handover.Open open, HandoverEvent.NoteEdited e) => open with { View = e.View },
        (Handover.Open open, HandoverEvent.IncomingChanged e) => open with { View = e.View, Hinted = [] },
        (Handover.Open open, HandoverEvent.Nudged e) => open with { Nudges = e.Nudges, NextAt = e.NextAt },
        (Handover.Open open, HandoverEvent.ThumbNotCounted e) => open with { Hinted = [.. open.Hinted, e.SlackUser] },
        (Handover.Open open, HandoverEvent.NoteRefused e) =>
            open with { NextAt = e.NextAt, Posting = e.IsPosted ? NotePosting.SentAgain : NotePosting.Refused },
        (Handover.Open open, HandoverEvent.PostedAgain e) => open with { NextAt = e.NextAt, Posting = NotePosting.SentAgain },
        (_, HandoverEvent.EditNotAllowed) => state,
        _ => throw new UnreachableException($"No state after {happened} while {state}."),
    };

    public override IReadOnlyList<Effect> EffectsOf(HandoverEvent happened) => HandoverEffects.Of(happened);

    public override Explanation Explain(HandoverEvent happened) => HandoverEffects.Explain(happened);

    public override DateTimeOffset? DeadlineOf(Handover state) => state switch
    {
        Handover.Awaited awaited => HandoverTimes.OpensAloneAt(awaited),
        Handover.Open open => times.Next(open.View.OpenedAt) is var next && open.NextAt < next ? open.NextAt : next,
        _ => null,
    };

    public override bool IsOver(Handover state) => state is not (Handover.Awaited or Handover.Open);

    public override HandoverCommand WakeUp(DateTimeOffset now) => new HandoverCommand.WakeUp(now);

    public override HandoverCommand Refuse(Effect effect, string why, DateTimeOffset now) =>
        new HandoverCommand.Refuse(effect, why, now);

    public override HandoverCommand Overtaken(Effect effect, string why, DateTimeOffset now) =>
        new HandoverCommand.Overtaken(effect, why, now);

    static Decision<HandoverEvent> Filled(HandoverView view, HandoverCommand.Fill fill) => HandoverSteps.Filled(view, fill) is { } filled
        ? Accept(filled)
        : Ignore(Reason.NothingChanged);

    static Decision<HandoverEvent> Accept(HandoverEvent happened) => new Decision<HandoverEvent>.Accept([happened]);

    static Decision<HandoverEvent> Ignore(Reason reason) => new Decision<HandoverEvent>.Ignore(reason);
}
