using OnCall.Core.Effects;
using OnCall.Core.Handovers;
using OnCall.Core.Processes;

namespace OnCall.Simulation;

/// <summary>The rules of a handover, wrong in one of the ways.</summary>
sealed class WrongHandovers(Decider<Handover, HandoverCommand, HandoverEvent> rules, Mutation mutation)
    : Decider<Handover, HandoverCommand, HandoverEvent>
{
    const int NudgesThatDidNotHelp = 3;

    public override string Kind => rules.Kind;

    public override Handover Initial => rules.Initial;

    public override Decision<HandoverEvent> Decide(Handover state, HandoverCommand command) => (mutation, state, command) switch
    {
        (Mutation.AnyThumbCounts, Handover.Open open, HandoverCommand.ThumbsUp thumb) =>
            rules.Decide(state, thumb with { SlackUser = open.View.Who.Incoming.Slack }),
        (Mutation.CompletesByTime, Handover.Open { Nudges: >= NudgesThatDidNotHelp } open, HandoverCommand.WakeUp) =>
            Completed(open, command.Now),
        (Mutation.IncomingFrozen, Handover.Open, HandoverCommand.Look) => Ignored(Reason.NothingChanged),
        (Mutation.IncomingFrozen, Handover.Open open, HandoverCommand.ThumbsUp thumb) =>
            thumb.SlackUser == open.View.Who.Incoming.Slack ? Completed(open, thumb.Now) : Ignored(Reason.AlreadyHinted),
        (Mutation.OpensTwice, Handover.Open open, HandoverCommand.Begin) =>
            rules.Decide(new Handover.Awaited(open.View.At, command.Now), command),
        (Mutation.NudgesWithoutLooking, Handover.Open open, HandoverCommand.WakeUp) =>
            rules.Decide(open with { NextAt = command.Now }, command),
        (Mutation.AnybodyEdits, Handover.Open open, HandoverCommand.Edit edit) =>
            rules.Decide(state, edit with { SlackUser = open.View.Who.Outgoing.Slack }),
        _ => rules.Decide(state, command),
    };

    public override Handover Evolve(Handover state, HandoverEvent happened) => rules.Evolve(state, happened);

    public override IReadOnlyList<Effect> EffectsOf(HandoverEvent happened) => rules.EffectsOf(happened);

    public override Explanation Explain(HandoverEvent happened) => rules.Explain(happened);

    // Due at once, so that every knock acts.
    public override DateTimeOffset? DeadlineOf(Handover state) =>
        mutation == Mutation.NudgesWithoutLooking && state is Handover.Open ? DateTimeOffset.MinValue : rules.DeadlineOf(state);

    public override bool IsOver(Handover state) => rules.IsOver(state);

    public override HandoverCommand WakeUp(DateTimeOffset now) => rules.WakeUp(now);

    public override HandoverCommand Refuse(Effect effect, string why, DateTimeOffset now) => rules.Refuse(effect, why, now);

    public override HandoverCommand Overtaken(Effect effect, string why, DateTimeOffset now) =>
        rules.Overtaken(effect, why, now);

    static Decision<HandoverEvent> Completed(Handover.Open open, DateTimeOffset now) => new Decision<HandoverEvent>.Accept(
    [
        new HandoverEvent.Acknowledged(
            open.View with { Standing = new HandoverStanding.Completed(open.View.Who.Incoming, now) },
            open.View.Who.Incoming, now),
    ]);

    static Decision<HandoverEvent> Ignored(Reason reason) => new Decision<HandoverEvent>.Ignore(reason);
}
