using OnCall.Functions.Hosting;

namespace OnCall.Functions.Overrides;

/// <summary>Overrides and swaps: lists them, sets one, removes one.</summary>
static class OverridesFunction
{
    const string Route = "/api/overrides/{number?}";

    public static void MapOverrides(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Route, ListAsync);
        routes.MapPost(Route, SetAsync);
        routes.MapDelete(Route, RemoveAsync);
    }

    static async Task<IResult> ListAsync(
        string? number, OverrideIntake intake, OverrideAnswering answering, CancellationToken cancellation)
    {
        var all = await intake.ReadAsync(cancellation);
        return number is null ? answering.Listed(all)
            : WrittenRequest.NumberIn(number) is not { } wanted ? OverrideAnswering.NoNumber(number)
            : all.Where(one => one.Number == wanted).ToList() is { Count: > 0 } found ? answering.Listed(found)
            : OverrideAnswering.NotThere(wanted);
    }

    static async Task<IResult> SetAsync(
        string? number, HttpRequest request, OverrideIntake intake, OverrideAnswering answering,
        CancellationToken cancellation)
    {
        if (number is not null)
            return PeopleAnswers.Unreadable("A new override gets its number here: POST /api/overrides.");
        return await RawBody.ReadAsync(request, cancellation) is { } body
            ? answering.Of(await intake.SetAsync(body, cancellation))
            : PeopleAnswers.TooLarge;
    }

    static async Task<IResult> RemoveAsync(
        string? number, string? by, OverrideIntake intake, OverrideAnswering answering, CancellationToken cancellation) =>
        WrittenRequest.NumberIn(number) is { } wanted
            ? answering.Of(await intake.RemoveAsync(wanted, by, cancellation))
            : OverrideAnswering.NoNumber(number);
}
