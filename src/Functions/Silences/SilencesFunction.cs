using OnCall.Functions.Hosting;

namespace OnCall.Functions.Silences;

/// <summary>Silences and noisy alerts: lists them, sets one, lifts one.</summary>
static class SilencesFunction
{
    const string Route = "/api/silences/{number?}";

    public static void MapSilences(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, ListAsync);
        routes.MapPost(Route, SetAsync);
        routes.MapDelete(Route, LiftAsync);
    }

    static async Task<IResult> ListAsync(string? number, SilenceIntake intake, CancellationToken cancellation) =>
        number is null ? SilenceAnswering.Listed(await intake.ReadAsync(cancellation))
        : WrittenRequest.NumberIn(number) is { } wanted
            ? SilenceAnswering.One(await intake.ReadAsync(cancellation), wanted)
        : SilenceAnswering.NoNumber(number);

    static async Task<IResult> SetAsync(
        string? number, HttpRequest request, SilenceIntake intake, CancellationToken cancellation)
    {
        if (number is not null)
            return PeopleAnswers.Unreadable("A new silence gets its number here: POST /api/silences.");
        return await RawBody.ReadAsync(request, cancellation) is { } body
            ? SilenceAnswering.Of(await intake.SetAsync(body, cancellation))
            : PeopleAnswers.TooLarge;
    }

    static async Task<IResult> LiftAsync(
        string? number, string? by, SilenceIntake intake, CancellationToken cancellation) =>
        WrittenRequest.NumberIn(number) is { } wanted
            ? SilenceAnswering.Of(await intake.LiftAsync(wanted, by, cancellation))
            : SilenceAnswering.NoNumber(number);
}
