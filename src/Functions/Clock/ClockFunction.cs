using OnCall.Engine.Handovers;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Clock;

/// <summary>Each minute, in UTC: is a handover due, a reminder of one, a section of its note that can be read now?</summary>
static class ClockFunction
{
    public static void MapClock(this IEndpointRouteBuilder routes) => routes.MapPost("/Clock", HandleAsync);

    static async Task<IResult> HandleAsync(HandoverClock handovers, CancellationToken cancellation)
    {
        await handovers.TickAsync(cancellation);
        return Invocation.Done;
    }
}
