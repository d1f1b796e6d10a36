using OnCall.Engine.Rotation;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Preflight;

/// <summary>
/// Once a day, at 07:00 UTC: on a morning in Europe, and an hour or two before its Monday handover, so that whoever is
/// about to be on call is made reachable first. It compares and stores nothing of its own: missed or doubled, the next
/// run says what stands.
/// </summary>
static class PreflightFunction
{
    public static void MapPreflight(this IEndpointRouteBuilder routes) => routes.MapPost("/Preflight", HandleAsync);

    static async Task<IResult> HandleAsync(PreflightCheck preflight, CancellationToken cancellation)
    {
        await preflight.RunAsync(cancellation);
        return Invocation.Done;
    }
}
