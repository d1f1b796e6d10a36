using Microsoft.Extensions.Logging;
using OnCall.Engine.Notices;

namespace OnCall.Engine.Reconcile;

/// <summary>Does PagerDuty still send us its webhooks? A subscription that is switched off is switched on again, and said.</summary>
public sealed partial class SubscriptionCheck(
    IWebhookSubscriptions subscriptions, NoticeBoard notices, ILogger<SubscriptionCheck> log)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        switch (await subscriptions.ReadOursAsync(cancellation))
        {
            case Listing<WebhookSubscription>.Read ours:
                foreach (var subscription in ours.Items)
                    await LookAtAsync(subscription, cancellation);
                break;
            case Listing<WebhookSubscription>.NotRead unread:
                LogNotRead(unread.Why);
                break;
        }
    }

    async Task LookAtAsync(WebhookSubscription subscription, CancellationToken cancellation)
    {
        var notice = $"webhook-{subscription.Id}";
        if (subscription.Delivers)
        {
            await notices.SettleAsync(notice, cancellation);
            return;
        }

        var refusal = await subscriptions.EnableAsync(subscription, cancellation);
        LogEnabled(subscription.Id, refusal ?? "done");
        await notices.AnnounceAsync(notice, refusal is null ? Enabled(subscription) : StaysOff(subscription, refusal), cancellation);
    }

    static NoticeText Enabled(WebhookSubscription subscription) => new(
        $"PagerDuty's webhook to us was {Off(subscription)}; it is switched on again.",
        "What happened in the meantime is found by comparing the open incidents every five minutes. "
        + "PagerDuty stops by itself after three refusals in a row: if this comes back, look in the service's log for "
        + "webhooks that were refused, and compare PagerDuty__WebhookSecrets with the subscription's secret.");

    static NoticeText StaysOff(WebhookSubscription subscription, string refusal) => new(
        $"PagerDuty's webhook to us is {Off(subscription)}, and could not be switched on again.",
        $"{refusal} Until it is on, pages, acknowledgements and resolves are found by comparison only, up to five minutes "
        + $"late. By hand: PagerDuty, Integrations, Generic Webhooks (v3), enable the one to {subscription.Url}.");

    static string Off(WebhookSubscription subscription) =>
        subscription.IsActive ? "suspended by PagerDuty" : "switched off";

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reconcile: the webhook subscriptions could not be read: {Why}")]
    partial void LogNotRead(string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reconcile: the webhook subscription {Subscription} was off; enabling it: {Result}")]
    partial void LogEnabled(string subscription, string result);
}
