using System.Diagnostics;
using System.Globalization;
using OnCall.Adapters.NovaVms;
using OnCall.Core.Security;
using OnCall.Engine.Noise;
using OnCall.Engine.Notices;
using OnCall.Engine.Security;
using OnCall.Engine.Streams;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.NovaVmsEvents;

/// <summary>Hands a security event to its process, and every other event to where it waits for business hours.</summary>
sealed partial class NovaVmsEventIntake(
    SecurityDesk security, INoise noise, NoticeBoard notices, TimeProvider clock, ILogger<NovaVmsEventIntake> log)
{
    /// <summary>One that cannot be read may be a leak, so people hear of it; of a flood of them once an hour.</summary>
    static readonly TimeSpan QuietFor = TimeSpan.FromHours(1);

    public async Task<IResult> TakeAsync(NovaVmsReading reading, CancellationToken cancellation)
    {
        switch (reading)
        {
            case NovaVmsReading.Security { Event: var happened }:
                return Answer(Said(await security.TakeAsync(happened, InputOf(happened.Id), cancellation)));
            case NovaVmsReading.Other { Event: var happened }:
                var at = await noise.ReportAsync(EventNoise.Of(happened), InputOf(happened.Id), cancellation);
                return Answer(new WebhookAnswer("noise", string.Create(
                    CultureInfo.InvariantCulture, $"It pages nobody, and is said at {at.UtcDateTime:yyyy-MM-dd'T'HH:mm'Z'}.")));
            case NovaVmsReading.NoJson { Why: var why }:
                await TellAsync(why, cancellation);
                return Error(StatusCodes.Status400BadRequest, why);
            case NovaVmsReading.Malformed { Why: var why }:
                await TellAsync(why, cancellation);
                return Error(StatusCodes.Status422UnprocessableEntity, why);
            default:
                throw new UnreachableException($"No way to take {reading}.");
        }
    }

    // At least once: the event's id is the input's.
    static InputId InputOf(string eventId) => new($"novavms-event-{eventId}");

    Task TellAsync(string why, CancellationToken cancellation)
    {
        LogMalformed(why);
        var at = string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        return notices.AnnounceAsync(
            "novavms-events-unreadable",
            new NoticeText(
                $"An event that NovaVMS signed at {at} cannot be read: {why}",
                "It may be a security event. NovaVMS was told why; have it mended and sent again, and look there what happened."),
            cancellation, QuietFor);
    }

    static WebhookAnswer Said(Step step) => step switch
    {
        Step.Taken => new WebhookAnswer("taken"),
        Step.Known => new WebhookAnswer("known", "It came before."),
        Step.Ignored ignored => new WebhookAnswer("ignored", ignored.Reason.ToString()),
        _ => throw new UnreachableException($"No answer for {step}."),
    };

    static IResult Answer(WebhookAnswer answer) => Results.Json(answer, AnswerJson.Default.WebhookAnswer);

    static IResult Error(int status, string why) =>
        Results.Json(new ErrorAnswer(why), AnswerJson.Default.ErrorAnswer, statusCode: status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A signed event of NovaVMS cannot be read: {Why}")]
    partial void LogMalformed(string why);
}
