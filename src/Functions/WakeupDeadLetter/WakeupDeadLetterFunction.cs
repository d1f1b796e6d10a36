using OnCall.Functions.Hosting;

namespace OnCall.Functions.WakeupDeadLetter;

/// <summary>A wake-up that failed every time it was delivered: it is kept, and said.</summary>
static class WakeupDeadLetterFunction
{
    public static void MapWakeupDeadLetter(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/WakeupDeadLetter", HandleAsync);

    static async Task<IResult> HandleAsync(HttpRequest request, DeadLetterIntake intake, CancellationToken cancellation)
    {
        await intake.TakeAsync(await Invocation.ReadMessageAsync(request, "deadLetter", cancellation), cancellation);
        return Invocation.Done;
    }
}
