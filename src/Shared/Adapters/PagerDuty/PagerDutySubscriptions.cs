using System.Net.Http.Json;
using System.Text.Json;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Json;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.PagerDuty;

/// <summary>PagerDuty's webhook subscriptions, as far as they deliver to us.</summary>
/// <param name="webhook">Where they deliver to when they are ours; null when nobody said what our address is.</param>
public sealed class PagerDutySubscriptions(PagerDutyRestCalls calls, Uri? webhook) : IWebhookSubscriptions
{
    /// <summary>The end of our webhook's address, whatever stands in front of it.</summary>
    public const string WebhookPath = "/api/pagerduty/webhook";

    public Task<Listing<WebhookSubscription>> ReadOursAsync(CancellationToken cancellation) => PagerDutyPages.ReadAsync(
        calls, "webhook_subscriptions", "webhook_subscriptions",
        entry => Read(entry) is { } subscription && IsOurs(subscription.Url) ? subscription : null,
        cancellation);

    /// <summary>
    /// Two switches, each with a call of its own: one that people turn, and one that PagerDuty turns after refusals.
    /// </summary>
    public async Task<string?> EnableAsync(WebhookSubscription subscription, CancellationToken cancellation)
    {
        var path = $"webhook_subscriptions/{Uri.EscapeDataString(subscription.Id)}";
        var answers = new List<Answer>();
        if (!subscription.IsActive)
            answers.Add(await calls.SendAsync(
                HttpMethod.Put, path,
                JsonContent.Create(new ActivateRequest(new(Active: true)), PagerDutyJson.Default.ActivateRequest), cancellation));
        if (subscription.IsSuspended)
            answers.Add(await calls.SendAsync(HttpMethod.Post, $"{path}/enable", cancellation));
        return answers.Select(PagerDutyAnswers.WhyNot).FirstOrDefault(why => why is not null) ?? StillOff(answers[^1]);
    }

    bool IsOurs(string url) => webhook is null
        ? Uri.TryCreate(url, UriKind.Absolute, out var address)
            && address.AbsolutePath.TrimEnd('/').EndsWith(WebhookPath, StringComparison.OrdinalIgnoreCase)
        : Uri.TryCreate(url, UriKind.Absolute, out var known) && known == webhook;

    // A yes that changed nothing is a no.
    static string? StillOff(Answer answer)
    {
        using var document = LenientJson.Parse(((Answer.Given)answer).Body);
        return document?.RootElement.Child("webhook_subscription") is { } entry && Read(entry) is { Delivers: false }
            ? "PagerDuty said yes, and yet it is off."
            : null;
    }

    static WebhookSubscription? Read(JsonElement entry) =>
        IncidentFields.Id(entry) is { } id && entry.Child("delivery_method") is { } method && method.Text("url") is { } url
            ? new WebhookSubscription(
                id, url,
                // Only an outspoken no: what is not said is no reason to change anything.
                IsActive: entry.Child("active") is not { ValueKind: JsonValueKind.False },
                IsSuspended: method.Flag("temporarily_disabled"))
            : null;
}
