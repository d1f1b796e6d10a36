using System.Diagnostics;
using OnCall.Core.Handovers;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>What somebody reads who asks who is on call, and how the handover stands.</summary>
public sealed class OnCallAnswers(OnCallPolicy policy)
{
    readonly OnCallZone _zone = new(policy.Zone);

    /// <param name="overridesReadAt">As of when overrides are known; null when they never could be read.</param>
    public SlackMessage Who(IReadOnlyList<OnCallTurn> turns, DateTimeOffset? overridesReadAt, DateTimeOffset now) =>
        CommandAnswers.Lines(
            "*On call now*", [.. turns.Select(turn => $"• {Quoting(turn.Say(policy, _zone))}")],
            overridesReadAt is null ? "⚠️ Overrides could not be read: this is the rotation alone."
            : now - overridesReadAt > TimeSpan.FromMinutes(1) ? $"⚠️ Overrides could not be read since {Date(overridesReadAt.Value)}."
            : null);

    /// <param name="latest">Null when nobody ever planned it.</param>
    public SlackMessage HandoverStanding(Handover? latest, DateTimeOffset next, HandoverParties then) => CommandAnswers.Lines(
        "*Handover*", [$"• {Latest(latest)}", $"• Next: {Next(next, then)}"]);

    static string Latest(Handover? handover) => handover switch
    {
        null => "No handover has been held yet.",
        Handover.Awaited awaited => $"The one of {Date(awaited.At)} is due, and opens within two minutes.",
        Handover.Open open => $"⏳ {Of(open.View)} waits for the 👍 of {Foreign(open.View.Who.Incoming.Name)}. "
            + $"{Foreign(open.View.Covering.Name)} covers until then.",
        Handover.Complete complete => $"✅ {Of(complete.View)} is complete: {HandoverNoteMessage.TakenOver(complete.View)}",
        Handover.Lapsed lapsed => $"⚠️ {Of(lapsed.View)} was never acknowledged: {Foreign(lapsed.View.Who.Incoming.Name)} gave no 👍, "
            + $"{Foreign(lapsed.View.Covering.Name)} covered.",
        Handover.NotHeld or Handover.None => "The latest handover was not held.",
        _ => throw new UnreachableException($"No words for {handover}."),
    };

    static string Of(HandoverView view) =>
        $"{Foreign(view.Who.Outgoing.Name)} → {Foreign(view.Who.Incoming.Name)} of {Date(view.At)}";

    string Next(DateTimeOffset at, HandoverParties then) => then.Outgoing.Id == then.Incoming.Id
        ? $"{_zone.Show(at)}, {Foreign(then.Incoming.Name)} stays on call."
        : $"{_zone.Show(at)}, {Foreign(then.Outgoing.Name)} → {Foreign(then.Incoming.Name)}.";
}
