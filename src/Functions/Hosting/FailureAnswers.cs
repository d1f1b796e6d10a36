using Azure;
using OnCall.Adapters.ServiceBus;
using OnCall.Engine.Incidents;
using OnCall.Engine.Streams;

namespace OnCall.Functions.Hosting;

/// <summary>
/// What could not be done is answered so that whoever sent it does the right thing. While storage or the bus is
/// away nothing can be promised: 503, and it is sent again; PagerDuty does for 48 hours, Slack for six minutes, the
/// Functions host puts a message back into its queue. Always a JSON object, and never more than a person outside may read.
/// </summary>
static partial class FailureAnswers
{
    const string RetryAfterSeconds = "5";

    public static void UseFailureAnswers(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(FailureAnswers).FullName!);
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
            {
                var (status, error) = Of(e);
                LogFailure(log, e, context.Request.Path, status);
                context.Response.StatusCode = status;
                if (status == StatusCodes.Status503ServiceUnavailable)
                    context.Response.Headers.RetryAfter = RetryAfterSeconds;
                await context.Response.WriteAsJsonAsync(new ErrorAnswer(error), AnswerJson.Default.ErrorAnswer);
            }
        });
    }

    /// <summary>True for what passes by itself: storage or the bus is away, or too many came at once.</summary>
    public static bool Passes(Exception e) => Of(e).Status == StatusCodes.Status503ServiceUnavailable;

    static (int Status, string Error) Of(Exception e) => e switch
    {
        // Storage that is slow is as good as away: its client gives up with an exception of its own.
        RequestFailedException
            or AggregateException { InnerException: RequestFailedException or TaskCanceledException } =>
            Unavailable("Storage cannot be reached"),
        ServiceBusException => Unavailable("Service Bus cannot be reached"),
        ConflictException => Unavailable("Too much happens to this process at once"),
        ThreadNotReadException unread => Unavailable(unread.Message),
        // Sent again it would be as large.
        OversizedStepException oversized => (StatusCodes.Status413PayloadTooLarge, oversized.Message),
        FormatException => (StatusCodes.Status400BadRequest, e.Message),
        BadHttpRequestException bad => (bad.StatusCode, bad.Message),
        _ => (StatusCodes.Status500InternalServerError, "Something unexpected went wrong; the log says what."),
    };

    static (int Status, string Error) Unavailable(string what) =>
        (StatusCodes.Status503ServiceUnavailable, $"{what}. Nothing was lost: send it again.");

    [LoggerMessage(Level = LogLevel.Error, Message = "{Path} answered {Status}")]
    static partial void LogFailure(ILogger log, Exception e, string path, int status);
}
