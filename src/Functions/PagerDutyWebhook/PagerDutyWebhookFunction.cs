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
        if (await RawBody.ReadAsync(request, cancellation) is not { } body)
            return Refused(StatusCodes.Status413PayloadTooLarge, $"The body has more than {RawBody.MaxBytes} bytes.");

        var signature = request.Headers[PagerDutySignature.Header];
        if (!PagerDutySignature.IsValid(settings.WebhookSecretList(), body.Span, signature))
            return Refused(StatusCodes.Status401Unauthorized,
                $"{PagerDutySignature.Header} does not fit the body and any secret in PagerDuty__WebhookSecrets.");

        var reading = Adapters.PagerDuty.PagerDutyWebhook.Read(body, clock.GetUtcNow());
        var answer = await intake.TakeAsync(reading, request.Headers["X-Webhook-Id"], cancellation);
        return Results.Json(answer, AnswerJson.Default.WebhookAnswer);
    }

    static IResult Refused(int status, string error) =>
        Results.Json(new ErrorAnswer(error), AnswerJson.Default.ErrorAnswer, statusCode: status);
}
