using OnCall.Adapters.PagerDuty;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.PagerDutyWebhook;

/// <summary>
/// PagerDuty's v3 webhook. After a valid signature the answer is 2xx, or 503 while nothing can be stored: any
/// other 4xx would be dropped for good, and three in a row switch the subscription off for a day.
/// </summary>
static class PagerDutyWebhookFunction
{
    public const string Route = "/api/pagerduty/webhook";

    public static void MapPagerDutyWebhook(this IEndpointRouteBuilder routes) => routes.MapPost(Route, HandleAsync);

    static async Task<IResult> HandleAsync(
        HttpRequest request, PagerDutySettings settings, PagerDutyIntake intake, TimeProvider clock, CancellationToken cancellation)
    {
        if (await RawBody.ReadAsync(request, cancellation) is not { } body)
            return Results.Json(new ErrorAnswer($"The body has more than {RawBody.MaxBytes} bytes."),
                AnswerJson.Default.ErrorAnswer, statusCode: StatusCodes.Status413PayloadTooLarge);

        if (!PagerDutySignature.IsValid(settings.WebhookSecretList(), body.Span, request.Headers["X-PagerDuty-Signature"]))
            return Results.Json(new ErrorAnswer("X-PagerDuty-Signature does not fit the body and any secret in PagerDuty__WebhookSecrets."),
                AnswerJson.Default.ErrorAnswer, statusCode: StatusCodes.Status401Unauthorized);

        var answer = await intake.TakeAsync(
            Adapters.PagerDuty.PagerDutyWebhook.Read(body, clock.GetUtcNow()), request.Headers["X-Webhook-Id"], cancellation);
        return Results.Json(answer, AnswerJson.Default.WebhookAnswer);
    }
}
