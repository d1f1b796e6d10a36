using System.Globalization;
using System.Text;
using OnCall.Adapters.PagerDuty;
using OnCall.LocalHost.Site;

namespace OnCall.Bench.Rig;

/// <summary>PagerDuty's webhook about a new incident, signed as PagerDuty signs it.</summary>
static class SignedWebhook
{
    public static byte[] Triggered(string incident, DateTimeOffset at)
    {
        var moment = at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        return Encoding.UTF8.GetBytes(
            $$"""
            {"event":{"id":"E{{incident}}","event_type":"incident.triggered","resource_type":"incident",
             "occurred_at":"{{moment}}",
             "data":{"id":"{{incident}}","type":"incident","title":"Cloud API answers 5xx","created_at":"{{moment}}",
              "html_url":"https://novalien.pagerduty.com/incidents/{{incident}}",
              "service":{"id":"PSVC001","summary":"Cloud API"} } } }
            """);
    }

    /// <summary>Throws unless it is taken.</summary>
    public static async Task PostAsync(HttpClient http, Uri app, string incident, CancellationToken cancellation)
    {
        using var request = To(app, Triggered(incident, TimeProvider.System.GetUtcNow()), $"webhook-{incident}");
        using var response = await http.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
    }

    public static HttpRequestMessage To(Uri app, byte[] body, string webhookId)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(app, "api/pagerduty/webhook"))
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add(
            PagerDutySignature.Header, PagerDutySignature.Sign(LocalSecrets.PagerDutyWebhookSecret, body));
        request.Headers.Add("X-Webhook-Id", webhookId);
        return request;
    }
}
