using OnCall.Engine.Detection;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Probe;

/// <summary>Every half minute: reads what the P1 criteria are judged by.</summary>
static class ProbeFunction
{
    public static void MapProbe(this IEndpointRouteBuilder routes) => routes.MapPost("/Probe", HandleAsync);

    static async Task<IResult> HandleAsync(Prober prober, CancellationToken cancellation)
    {
        await prober.RunAsync(cancellation);
        return Invocation.Done;
    }
}
