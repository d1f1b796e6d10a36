using OnCall.Core.Effects;
using OnCall.Core.Policy;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack;

/// <summary>
/// What people read when what should have paged did not. The primary is mentioned: a mention wakes, and nothing else did.
/// </summary>
public static class AlertMessages
{
    public static SlackMessage Of(Effect.TellAlertRefused effect)
    {
        var what = $"🚨 {To(effect.Primary)}PagerDuty pages nobody for a P1: {Foreign(effect.Alert.Summary)}";
        var why = $"{Foreign(effect.Alert.Why)}\nPagerDuty's answer: {Foreign(effect.Why)}";
        const string Advice = "Page in PagerDuty by hand now, and treat this as the page.";
        return new SlackMessage(
            $"{what}\n{why}\n{Advice}", [SlackBlock.Paragraph($"*{what}*"), SlackBlock.Paragraph(why), SlackBlock.Paragraph(Advice)]);
    }

    /// <summary>Nobody is mentioned: it was never worth waking anybody.</summary>
    public static SlackMessage Of(Effect.TellTicketRefused effect)
    {
        var what = $"⚠️ A ticket could not be kept until business hours, so here it is: {Foreign(effect.Ticket.What)}";
        var why = $"{Foreign(effect.Ticket.WhyNoPage)} It was not kept because: {Foreign(effect.Why)}";
        return new SlackMessage($"{what}\n{why}", [SlackBlock.Paragraph(what), SlackBlock.Hint(why)]);
    }

    static string To(Person? primary) => primary is null ? "" : $"{Mention(primary)} ";
}
