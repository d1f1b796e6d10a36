using System.Diagnostics;
using OnCall.Adapters.PagerDuty;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.PagerDutyWebhook;

/// <summary>
/// PagerDuty's v3 webhook. After a valid signature the answer is 2xx, or 503 while nothing can be stored: any
/// other 4xx would be dropped for good, and three in a row switch the subscription off for a day.
/// </summary>
static class PagerDutyWebhookFunction
{
    public static void MapPagerDutyWebhook(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/pagerduty/webhook", HandleAsync);

    static async Task<IResult> HandleAsync(
        HttpRequest request, PagerDutySettings settings, PagerDutyIntake intake, TimeProvider clock,
        CancellationToken cancellation)
    {
        var signature = request.Headers[PagerDutySignature.Header];
        var sent = await SignedBody.ReadAsync(request, body => WhyRefused(settings, body.Span, signature), cancellation);
        return sent switch
        {
            SignedBody.Valid body => Results.Json(
                await intake.TakeAsync(
                    Adapters.PagerDuty.PagerDutyWebhook.Read(body.Bytes, clock.GetUtcNow()),
                    request.Headers["X-Webhook-Id"], cancellation),
                AnswerJson.Default.WebhookAnswer),
            SignedBody.Refused refused => refused.Answer,
            _ => throw new UnreachableException($"No answer to {sent}."),
        };
    }

    static string? WhyRefused(PagerDutySettings settings, ReadOnlySpan<byte> body, string? signature) =>
        PagerDutySignature.IsValid(settings.WebhookSecretList(), body, signature)
            ? null
            : $"{PagerDutySignature.Header} does not fit the body and any secret in PagerDuty__WebhookSecrets.";
}
