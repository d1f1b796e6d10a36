using OnCall.Core.Processes;

namespace OnCall.Functions.Hosting;

/// <summary>What people read whose request led to nothing.</summary>
static class PeopleAnswers
{
    public static IResult TooLarge => Unreadable($"The body has more than {RawBody.MaxBytes} bytes.");

    /// <summary>Understood, and refused with all that is wrong with it.</summary>
    public static IResult Refused(IReadOnlyList<Refusal> refusals) => Results.Json(
        new RefusedAnswer(
            string.Join(" ", refusals),
            [.. refusals.Select(one => new RefusalAnswer(one.Name, one.Field, one.Text))]),
        AnswerJson.Default.RefusedAnswer, statusCode: StatusCodes.Status422UnprocessableEntity);

    public static IResult Unreadable(string why) => Failed(StatusCodes.Status400BadRequest, why);

    public static IResult NotThere(string why) => Failed(StatusCodes.Status404NotFound, why);

    static IResult Failed(int status, string why) =>
        Results.Json(new ErrorAnswer(why), AnswerJson.Default.ErrorAnswer, statusCode: status);
}
