using OnCall.Engine.Sweep;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Sweep;

/// <summary>Each minute: knocks at whatever is overdue.</summary>
static class SweepFunction
{
    public static void MapSweep(this IEndpointRouteBuilder routes) => routes.MapPost("/Sweep", HandleAsync);

    static async Task<IResult> HandleAsync(Sweeper sweeper, CancellationToken cancellation)
    {
        await sweeper.RunAsync(cancellation);
        return Invocation.Done;
    }
}
