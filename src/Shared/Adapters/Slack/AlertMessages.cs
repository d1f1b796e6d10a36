using OnCall.Core.Alerts;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Text;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack;

/// <summary>What people read about alerts of ours.</summary>
static class AlertMessages
{
    static readonly string TriedAgain =
        $"Once that is mended the page goes out by itself: it is tried again every {RefusedPage.TryEvery.Spoken()}.";

    /// <summary>The page that did not go out: it wakes in the only way that is left.</summary>
    public static SlackMessage Of(Effect.TellAlertRefused e)
    {
        var alarm = $"🆘 <!channel> A P1 could not be paged: {Foreign(e.Alert.Summary)}. PagerDuty has woken nobody.";
        var who = $"{Mention(e.Primary.Person)}, you are {e.Primary.Role.Spoken()}: please take it"
            + (e.Secondary is { } second ? $"; if you cannot, {Mention(second.Person)} ({second.Role.Spoken()})." : ".");
        var byHand = $"Whoever reads this first: phone {Foreign(e.Primary.Person.Name)}, and page by hand: in PagerDuty, "
            + $"New Incident, title \"{Foreign(e.Alert.Summary)}\".";
        return new SlackMessage(
            $"{alarm} {who} {byHand} {Quoting(e.Alert.Why)} {Quoting(e.Why)} {TriedAgain}",
            [
                SlackBlock.Paragraph($"*{alarm}*"),
                SlackBlock.Paragraph($"{who}\n{byHand}"),
                SlackBlock.Paragraph(Why(Cause.Of(e.Alert))),
                SlackBlock.Hint($"{Quoting(e.Why)} {TriedAgain}"),
            ]);
    }

    /// <summary>Nobody is mentioned: it was never worth waking anybody.</summary>
    public static SlackMessage Of(Effect.TellTicketRefused e)
    {
        var what = $"⚠️ A ticket could not be kept until business hours, so here it is: {Foreign(e.Ticket.What)}";
        var why = $"{Foreign(e.Ticket.WhyNoPage)} It was not kept because: {Foreign(e.Why)}";
        return new SlackMessage($"{what}\n{why}", [SlackBlock.Paragraph(what), SlackBlock.Hint(why)]);
    }

    /// <summary>Why an incident was paged, and where to look.</summary>
    public static string Why(Cause cause)
    {
        var links = string.Join(" · ", cause.Links.Select(link => Link(link.Url, link.Text)));
        return $"*Why it paged* (`{Foreign(cause.Rule)}`): {Quoting(cause.Why)}{(links.Length > 0 ? $"\n{links}" : "")}";
    }
}
