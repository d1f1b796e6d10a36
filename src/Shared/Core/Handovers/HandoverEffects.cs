using System.Diagnostics;
using OnCall.Core.Effects;
using OnCall.Core.Processes;

namespace OnCall.Core.Handovers;

/// <summary>What people see of a handover's events, and why.</summary>
static class HandoverEffects
{
    public static IReadOnlyList<Effect> Of(HandoverEvent happened) => happened switch
    {
        HandoverEvent.Planned or HandoverEvent.CalledOff or HandoverEvent.Remarked => [],
        HandoverEvent.Reminded e => [new Effect.RemindOfHandover(e.Who.Outgoing, e.Who.Incoming, e.For, e.Draft, e.At)],
        HandoverEvent.Opened e => [new Effect.PostHandoverNote(e.View)],
        HandoverEvent.PostedAgain e => [new Effect.PostHandoverNote(e.View)],
        HandoverEvent.SectionsFilled e => [new Effect.EditHandoverNote(e.View)],
        HandoverEvent.NoteEdited e => [new Effect.EditHandoverNote(e.View)],
        HandoverEvent.IncomingChanged e =>
            [new Effect.EditHandoverNote(e.View), new Effect.TellIncomingChanged(e.View, e.Before)],
        HandoverEvent.Nudged e => [new Effect.NudgeHandover(e.View, e.Nudge, e.At, e.NextAt)],
        HandoverEvent.ThumbNotCounted e => [new Effect.HintNotIncoming(e.SlackUser, e.Incoming)],
        HandoverEvent.EditNotAllowed e => [new Effect.HintNotEditor(e.SlackUser, e.Outgoing, e.IsComplete)],
        HandoverEvent.Acknowledged e => [new Effect.EditHandoverNote(e.View), new Effect.TellHandoverComplete(e.View)],
        HandoverEvent.Overtaken e => [new Effect.EditHandoverNote(e.View), new Effect.TellHandoverLapsed(e.View)],
        HandoverEvent.NoteRefused { IsNews: false } => [],
        HandoverEvent.NoteRefused e =>
        [
            .. new[] { e.View.Who.Outgoing, e.View.Who.Incoming, e.View.Who.Lead }
                .Where(person => person is not null).DistinctBy(person => person!.Id)
                .Select(person => new Effect.TellNoteRefused(person!, e.View, e.Why, e.NextAt)),
        ],
        HandoverEvent.Missed e => [new Effect.TellHandoverMissed(e.For, e.At)],
        _ => throw new UnreachableException($"No effects for {happened}."),
    };

    public static Explanation Explain(HandoverEvent happened) => happened switch
    {
        HandoverEvent.Planned or HandoverEvent.CalledOff or HandoverEvent.Missed =>
            new(happened.At, Actor.Clock, Rules.HandoverOnMonday),
        HandoverEvent.Opened or HandoverEvent.Reminded => new(happened.At, Actor.Clock, Rules.HandoverNote),
        HandoverEvent.SectionsFilled or HandoverEvent.PostedAgain => new(happened.At, Actor.Service, Rules.HandoverNote),
        HandoverEvent.Remarked e => new(e.At, e.Remarks.By, Rules.HandoverNote),
        HandoverEvent.NoteEdited e => new(e.At, Actor.Of(e.By), Rules.HandoverNote),
        HandoverEvent.NoteRefused => new(happened.At, Actor.Slack, Rules.HandoverNote),
        HandoverEvent.EditNotAllowed e => new(e.At, Actor.SlackUser(e.SlackUser), Rules.HandoverNote),
        HandoverEvent.IncomingChanged => new(happened.At, Actor.Service, Rules.HandoverAcknowledged),
        HandoverEvent.Nudged or HandoverEvent.Overtaken => new(happened.At, Actor.Clock, Rules.HandoverAcknowledged),
        HandoverEvent.ThumbNotCounted e => new(e.At, Actor.SlackUser(e.SlackUser), Rules.HandoverAcknowledged),
        HandoverEvent.Acknowledged e => new(e.At, Actor.Of(e.By), Rules.HandoverAcknowledged),
        _ => throw new UnreachableException($"No explanation for {happened}."),
    };
}
