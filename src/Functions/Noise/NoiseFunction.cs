using OnCall.Engine.Noise;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Noise;

/// <summary>What is not page-worthy and waits, until when, and what was said of it lately.</summary>
static class NoiseFunction
{
    public static void MapNoise(this IEndpointRouteBuilder routes) => routes.MapGet("/api/noise", ListAsync);

    static async Task<IResult> ListAsync(NoiseDesk noise, CancellationToken cancellation) => Results.Json(
        NoiseAnswer.Of(await noise.ReadAsync(cancellation)), AnswerJson.Default.NoiseAnswer);
}
