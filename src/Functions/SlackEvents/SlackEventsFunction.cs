using System.Diagnostics;
using OnCall.Adapters.Slack;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.SlackEvents;

/// <summary>
/// Slack's Events API. What was not answered with 2xx within three seconds comes again, three times; a retry may be
/// the only copy that arrives, so none is dropped for being one.
/// </summary>
static class SlackEventsFunction
{
    public static void MapSlackEvents(this IEndpointRouteBuilder routes) => routes.MapPost("/api/slack/events", HandleAsync);

    static async Task<IResult> HandleAsync(
        HttpRequest request, SlackRequests requests, SlackEventIntake intake, CancellationToken cancellation) =>
        await requests.ReadAsync(request, cancellation) switch
        {
            SignedBody.Valid body => await AnswerAsync(Adapters.Slack.SlackEvents.Read(body.Bytes), intake, cancellation),
            SignedBody.Refused refused => refused.Answer,
            var sent => throw new UnreachableException($"No answer to {sent}."),
        };

    static async Task<IResult> AnswerAsync(
        SlackEventReading reading, SlackEventIntake intake, CancellationToken cancellation) =>
        reading is SlackEventReading.UrlVerification verification
            ? Results.Json(new ChallengeAnswer(verification.Challenge), AnswerJson.Default.ChallengeAnswer)
            : Results.Json(await intake.TakeAsync(reading, cancellation), AnswerJson.Default.WebhookAnswer);
}

sealed record ChallengeAnswer(string Challenge);
