using OnCall.Engine.Detection;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Detectors;

/// <summary>Why each P1 criterion pages or does not: <c>GET /api/detectors</c>.</summary>
static class DetectorsFunction
{
    public static void MapDetectors(this IEndpointRouteBuilder routes) => routes.MapGet("/api/detectors", HandleAsync);

    static async Task<IResult> HandleAsync(Watches watches, CancellationToken cancellation) =>
        Results.Json(DetectorsAnswer.Of(await watches.StandAsync(cancellation)), AnswerJson.Default.DetectorsAnswer);
}
