using System.Net;
using System.Net.Http.Headers;
using OnCall.Adapters.PagerDuty;

namespace OnCall.LocalHost.PagerDuty;

/// <summary>Sends a webhook once, signed as PagerDuty signs it.</summary>
sealed class WebhookSender(IReadOnlyList<string> secrets, TimeProvider clock, Action<WebhookAttempt> sent) : IDisposable
{
    static readonly TimeSpan MaxWaitForAnswer = TimeSpan.FromSeconds(5);

    readonly HttpClient _http = new();

    /// <summary>Null when no answer came.</summary>
    public async Task<HttpStatusCode?> SendAsync(Webhook webhook, CancellationToken cancellation)
    {
        using var request = Signed(webhook);
        using var tooLate = new CancellationTokenSource(MaxWaitForAnswer, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLate.Token, cancellation);
        var status = await AnswerAsync(request, either.Token, cancellation);
        sent(new WebhookAttempt(clock.GetUtcNow(), webhook.EventType, webhook.IncidentId, status));
        return status;
    }

    public void Dispose() => _http.Dispose();

    HttpRequestMessage Signed(Webhook webhook)
    {
        var content = new ReadOnlyMemoryContent(webhook.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return new HttpRequestMessage(HttpMethod.Post, webhook.Url)
        {
            Content = content,
            Headers =
            {
                { "X-Webhook-Id", webhook.Id },
                {
                    PagerDutySignature.Header,
                    string.Join(',', secrets.Select(secret => PagerDutySignature.Sign(secret, webhook.Body.Span)))
                },
            },
        };
    }

    async Task<HttpStatusCode?> AnswerAsync(
        HttpRequestMessage request, CancellationToken tooLate, CancellationToken cancellation)
    {
        try
        {
            using var response = await _http.SendAsync(request, tooLate);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}

/// <param name="Status">Null when no answer came.</param>
public sealed record WebhookAttempt(DateTimeOffset At, string EventType, string IncidentId, HttpStatusCode? Status);
