using OnCall.Core.Rotation;
using OnCall.Core.Text;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.OnCallNow;

/// <summary>Who is on call, until when and why: <c>GET /api/oncall?at=2026-01-12T09:00Z</c>, or now.</summary>
static class OnCallNowFunction
{
    const int MaxShownLength = 50;

    public static void MapOnCallNow(this IEndpointRouteBuilder routes) => routes.MapGet("/api/oncall", Handle);

    static IResult Handle(HttpRequest request, WhoIsOnCall who, TimeProvider clock)
    {
        var (now, asked) = (clock.GetUtcNow(), request.Query["at"].ToString());
        var at = string.IsNullOrWhiteSpace(asked) ? now : Instants.Read(asked);
        return WhyNot(asked, at, now) is { } why
            ? Results.Json(
                new ErrorAnswer(why), AnswerJson.Default.ErrorAnswer, statusCode: StatusCodes.Status400BadRequest)
            : Results.Json(who.At(at!.Value), AnswerJson.Default.OnCallAnswer);
    }

    static string? WhyNot(string asked, DateTimeOffset? at, DateTimeOffset now) =>
        at is not { } instant
            ? $"at: '{Adapters.Text.Shortened.To(asked, MaxShownLength)}' is no instant; {Instants.HowTo}."
        : now - instant > OverrideBook.KeptWhenOver
            ? $"at: is more than {OverrideBook.KeptWhenOver.Days} days ago, and overrides that long over are not "
                + "looked at any more; ask for a later time."
        : instant - now > OverrideLimits.FurthestAhead
            ? $"at: is more than {OverrideLimits.FurthestAhead.Days} days ahead, where the rotation may well be "
                + "another one; ask for an earlier time."
        : null;
}
