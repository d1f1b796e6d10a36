using Azure;
using OnCall.Adapters.ServiceBus;
using OnCall.Engine.Streams;

namespace OnCall.Functions.Hosting;

/// <summary>
/// While storage or the bus is away nothing can be promised: 503, and whoever sent it sends it again. PagerDuty
/// does for 48 hours; the Functions host puts a message back into its queue.
/// </summary>
static partial class UnavailableAnswers
{
    const string RetryAfterSeconds = "5";

    public static void UseUnavailableAnswers(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(UnavailableAnswers).FullName!);
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception e) when (WhatIsAway(e) is { } away && !context.Response.HasStarted)
            {
                LogUnavailable(log, e, context.Request.Path, away);
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                context.Response.Headers.RetryAfter = RetryAfterSeconds;
                await context.Response.WriteAsJsonAsync(
                    new ErrorAnswer($"{away}. Nothing was lost: send it again."), AnswerJson.Default.ErrorAnswer);
            }
        });
    }

    static string? WhatIsAway(Exception e) => e switch
    {
        RequestFailedException or AggregateException { InnerException: RequestFailedException } => "Storage cannot be reached",
        ServiceBusException => "Service Bus cannot be reached",
        ConflictException => "Too much happens to this process at once",
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Path} answered 503: {Away}")]
    static partial void LogUnavailable(ILogger log, Exception e, string path, string away);
}
