using System.Diagnostics;
using OnCall.Core.Effects;
using OnCall.Core.Handovers;
using OnCall.Core.Text;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack;

/// <summary>What people read about a handover: whose 👍 it takes, and who covers until it has come.</summary>
static class HandoverMessages
{
    /// <param name="handover">The handover's id, which its buttons carry: "2026-01-12".</param>
    /// <returns>Null for an effect that is not about handovers.</returns>
    public static SlackMessage? Of(Effect.ToSlack effect, string handover) => effect switch
    {
        Effect.RemindOfHandover e => HandoverNoteMessage.Draft(e, handover),
        Effect.PostHandoverNote e => HandoverNoteMessage.Of(e.View, handover),
        Effect.EditHandoverNote e => HandoverNoteMessage.Of(e.View, handover),
        Effect.NudgeHandover e => Nudge(e),
        Effect.TellIncomingChanged e => IncomingChanged(e),
        Effect.TellHandoverComplete e => Complete(e.View),
        Effect.TellHandoverLapsed e => Lapsed(e.View),
        Effect.TellHandoverMissed e => Missed(e),
        Effect.TellNoteRefused e => NoteRefused(e),
        Effect.HintNotIncoming e => SlackMessage.Plain(
            $"Thank you, but only {Foreign(e.Incoming.Name)}'s 👍 completes this handover: the incoming primary takes it over."),
        Effect.HintNotEditor { IsComplete: true } => SlackMessage.Plain(
            "This handover is complete: its note stays as it was acknowledged. Write what is new into the thread."),
        Effect.HintNotEditor e => SlackMessage.Plain(
            $"Only {Foreign(e.Outgoing.Name)}, the outgoing primary, edits this note. Write into the thread what is missing."),
        _ => null,
    };

    /// <summary>"Until then Ada stays responsible." In every message that waits for a 👍.</summary>
    public static string Cover(HandoverView view) => (view.Who.Outgoing.Id == view.Who.Incoming.Id, view.Covering) switch
    {
        (true, var covering) => $"{Foreign(covering.Name)} stays primary.",
        (_, var covering) when covering.Id == view.Who.Incoming.Id => $"{Foreign(covering.Name)} is responsible already.",
        (_, var covering) => $"Until then {Foreign(covering.Name)} stays responsible.",
    };

    static SlackMessage Nudge(Effect.NudgeHandover e)
    {
        var (view, waited) = (e.View, (e.At - e.View.OpenedAt).Spoken());
        return e.Nudge switch
        {
            HandoverNudge.AskIncoming => SlackMessage.Plain(
                $"⏰ {Mention(view.Who.Incoming)}, this handover waits for your 👍 since {waited}. {Cover(view)}"),
            HandoverNudge.AskAgain => SlackMessage.Plain(
                $"⏰ {Mention(view.Who.Incoming)}, still no 👍 after {waited}: the handover is not complete. {Cover(view)}"),
            HandoverNudge.TellOthers => SlackMessage.Plain(
                $"⏰ {Foreign(view.Who.Incoming.Name)} has not acknowledged the handover for {waited}. {Others(view.Who)} "
                + $"{Mention(view.Who.Incoming)}, it takes your 👍. {Cover(view)}") with
            { AlsoInChannel = true },
            _ => throw new UnreachableException($"No words for {e.Nudge}."),
        };
    }

    // Whoever is mentioned is woken, so nobody twice.
    static string Others(HandoverParties who)
    {
        var others = new[] { (who.Secondary, Role: "secondary"), (who.Lead, Role: "engineering lead") }
            .Where(other => other.Item1 is { } person && person.Id != who.Incoming.Id)
            .DistinctBy(other => other.Item1!.Id)
            .Select(other => $"{Mention(other.Item1!)} ({other.Role})")
            .ToList();
        return others.Count == 0
            ? "Nobody else stands in the policy to be told."
            : $"{string.Join(" and ", others)}: please find out why.";
    }

    static SlackMessage IncomingChanged(Effect.TellIncomingChanged e) => SlackMessage.Plain(
        $"🔁 {Mention(e.View.Who.Incoming)}, you are primary now instead of {Foreign(e.Before.Name)}: "
        + $"this handover takes your 👍. {Cover(e.View)}");

    static SlackMessage Complete(HandoverView view) => SlackMessage.Plain($"✅ {HandoverNoteMessage.TakenOver(view)}");

    static SlackMessage Lapsed(HandoverView view) => SlackMessage.Plain(
        $"⚠️ {Foreign(view.Who.Incoming.Name)} never acknowledged this handover, and the next one has come. It stays incomplete. "
        + $"{Foreign(view.Covering.Name)} was responsible all the time.");

    static SlackMessage Missed(Effect.TellHandoverMissed e) => SlackMessage.Plain(
        $"⚠️ The handover of {Date(e.For)} was not held: this service was away until the next one was due. "
        + "Whoever was primary then: tell today's primary what they inherit.");

    static SlackMessage NoteRefused(Effect.TellNoteRefused e)
    {
        var who = $"{Foreign(e.View.Who.Outgoing.Name)} → {Foreign(e.View.Who.Incoming.Name)}";
        var what = $"⚠️ What there is to say of the handover ({who}) could not be posted to its channel, and it is not complete without a 👍 there. {Cover(e.View)}";
        var again = $"{Foreign(e.Why)} It is tried again at {Time(e.Again)}, and every time after that until it works.";
        return new SlackMessage($"{what} {again}", [SlackBlock.Paragraph(what), SlackBlock.Paragraph(again)]);
    }
}
