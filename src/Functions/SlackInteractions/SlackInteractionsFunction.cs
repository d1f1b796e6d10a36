using System.Diagnostics;
using OnCall.Adapters.Slack;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.SlackInteractions;

/// <summary>
/// Buttons and modals. Slack sends each once and waits three seconds; whatever is not 2xx is shown to the person,
/// whose modal stays open, so that nothing typed is lost.
/// </summary>
static class SlackInteractionsFunction
{
    public static void MapSlackInteractions(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/slack/interactions", HandleAsync);

    static async Task<IResult> HandleAsync(
        HttpRequest request, SlackRequests requests, SlackInteractionIntake intake, IHostApplicationLifetime app)
    {
        // Not ended when Slack stops waiting: it does not send it again.
        var ends = app.ApplicationStopping;
        return await requests.ReadAsync(request, ends) switch
        {
            SignedBody.Valid body => await AnswerAsync(
                Adapters.Slack.SlackInteractions.Read(body.Bytes), intake, ends),
            SignedBody.Refused refused => refused.Answer,
            var sent => throw new UnreachableException($"No answer to {sent}."),
        };
    }

    static async Task<IResult> AnswerAsync(
        SlackInteractionReading reading, SlackInteractionIntake intake, CancellationToken ends)
    {
        if (reading is SlackInteractionReading.Malformed malformed)
            return Results.Json(
                new ErrorAnswer(malformed.Why), AnswerJson.Default.ErrorAnswer, statusCode: StatusCodes.Status400BadRequest);

        return await intake.TakeAsync(reading, ends) switch
        {
            InteractionAnswer.Errors errors => Results.Json(
                new FormErrorsAnswer("errors", errors.ByBlock), AnswerJson.Default.FormErrorsAnswer),
            // Slack takes anything else in the body for an instruction to the modal.
            _ => Results.Ok(),
        };
    }
}

/// <summary>Its names are Slack's.</summary>
sealed record FormErrorsAnswer(
    [property: System.Text.Json.Serialization.JsonPropertyName("response_action")] string ResponseAction,
    IReadOnlyDictionary<string, string> Errors);
