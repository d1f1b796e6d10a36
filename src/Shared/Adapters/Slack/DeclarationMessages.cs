using OnCall.Core.Effects;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack;

/// <summary>What people read when an incident that somebody declared by hand pages nobody. The primary is mentioned: it wakes.</summary>
public static class DeclarationMessages
{
    public static SlackMessage Of(Effect.TellDeclarationRefused effect)
    {
        var (declared, primary) = (effect.Incident, effect.Primary);
        var what = $"{(primary is null ? "" : $"{Mention(primary)}, ")}nobody was paged for this: {Foreign(declared.What)}";
        var why = $"{Foreign(declared.By.Name)} declared it at {Time(declared.At)}. {Quoting(effect.Why)}";
        var byHand = $"Page by hand: {ByHand(primary is null ? null : Foreign(primary.Name))}";
        return new SlackMessage(
            $"🚨 {what}. {why} {byHand}",
            [
                SlackBlock.Title("🚨 Declared, and not paged"), SlackBlock.Paragraph(what),
                SlackBlock.Paragraph(why), SlackBlock.Paragraph(byHand),
            ]);
    }

    /// <summary>How to page when we cannot.</summary>
    /// <param name="primary">As markup; null when it is not known.</param>
    public static string ByHand(string? primary) =>
        $"in PagerDuty, *New Incident* on the service, with high urgency; or call {primary ?? "the primary"} by telephone.";
}
