using System.Diagnostics;
using OnCall.Adapters.Slack.Commands;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.SlackCommands;

/// <summary>
/// The slash command <c>/oncall</c>. Slack sends each once, waits three seconds, and shows whatever is not 200 as a
/// failure without its text: so whoever is known to be in Slack is always answered with 200.
/// </summary>
static class SlackCommandsFunction
{
    public static void MapSlackCommands(this IEndpointRouteBuilder routes) => routes.MapPost("/api/slack/commands", HandleAsync);

    static async Task<IResult> HandleAsync(
        HttpRequest request, SlackRequests requests, SlackCommandIntake intake, IHostApplicationLifetime app)
    {
        // Not ended when Slack stops waiting: it does not send it again.
        var ends = app.ApplicationStopping;
        return await requests.ReadAsync(request, ends) switch
        {
            SignedBody.Valid body => await AnswerAsync(Adapters.Slack.Commands.SlackCommands.Read(body.Bytes), intake, ends),
            SignedBody.Refused refused => refused.Answer,
            var sent => throw new UnreachableException($"No answer to {sent}."),
        };
    }

    static async Task<IResult> AnswerAsync(
        SlackCommandReading reading, SlackCommandIntake intake, CancellationToken ends) => reading switch
        {
            SlackCommandReading.Typed typed => Results.Bytes(
                SlackAnswerBody.Private(await intake.TakeAsync(typed, ends)), "application/json"),
            SlackCommandReading.Check => Results.Ok(),
            SlackCommandReading.Malformed malformed => Results.Json(
                new ErrorAnswer(malformed.Why), AnswerJson.Default.ErrorAnswer, statusCode: StatusCodes.Status400BadRequest),
            _ => throw new UnreachableException($"No answer to {reading}."),
        };
}
