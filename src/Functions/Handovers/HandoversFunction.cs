using System.Globalization;
using OnCall.Engine.Handovers;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Handovers;

/// <summary>Where a handover stands: <c>GET /api/handovers/2026-01-12</c>, or the latest one.</summary>
static class HandoversFunction
{
    public static void MapHandovers(this IEndpointRouteBuilder routes) => routes.MapGet("/api/handovers/{date?}", HandleAsync);

    static async Task<IResult> HandleAsync(string? date, StoredHandovers stored, CancellationToken cancellation)
    {
        if (date is not null && !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return Failed(StatusCodes.Status400BadRequest, "Write the date of the handover: /api/handovers/2026-01-12.");

        var found = date is null ? await stored.LatestAsync(cancellation) : await stored.ReadAsync(date, cancellation);
        return found is null
            ? Failed(StatusCodes.Status404NotFound, date is null
                ? "No handover has been held yet; the first is the next one after the start of this service."
                : "No handover is known of that date: write one on which a handover was, or is the next one.")
            : Results.Json(HandoverAnswer.Of(found), AnswerJson.Default.HandoverAnswer);
    }

    static IResult Failed(int status, string why) =>
        Results.Json(new ErrorAnswer(why), AnswerJson.Default.ErrorAnswer, statusCode: status);
}
