using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;
using OnCall.Core.Silences;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Silences;

sealed record SilencesAnswer(IReadOnlyList<SilenceAnswer> Silences);

/// <param name="Standing">"open" or "lifted".</param>
/// <param name="Kind">"silence" or "noisy".</param>
/// <param name="Until">Null for a noisy alert without an end.</param>
/// <param name="Lifted">When it is lifted.</param>
sealed record SilenceAnswer(
    int Number, string Standing, string Kind, string Alert, string Why, string By,
    DateTimeOffset SetAt, DateTimeOffset? Until,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LiftingAnswer? Lifted);

/// <param name="By">A person's name, or "the clock".</param>
sealed record LiftingAnswer(string By, DateTimeOffset At);

/// <summary>The kinds as programs write and read them.</summary>
static class SilenceWords
{
    public static string Written(this SilenceKind kind) => kind switch
    {
        SilenceKind.Silence => "silence",
        SilenceKind.Noisy => "noisy",
        _ => throw new UnreachableException($"No word for {kind}."),
    };
}

/// <summary>What whoever asked about silences reads.</summary>
static class SilenceAnswering
{
    public static IResult Of(SilenceOutcome outcome) => outcome switch
    {
        SilenceOutcome.Set set => Listed(set.Mine, StatusCodes.Status201Created),
        SilenceOutcome.Lifted lifted => Listed(lifted.Left),
        SilenceOutcome.Refused refused => PeopleAnswers.Refused(refused.Refusals),
        _ => throw new UnreachableException($"No answer for {outcome}."),
    };

    /// <summary>The open ones as they were set; then those that were lifted, the latest first.</summary>
    public static IResult Listed(SilenceBook book, int status = StatusCodes.Status200OK) =>
        Listed(AllOf(book), status);

    public static IResult One(SilenceBook book, int number) =>
        AllOf(book).Where(one => one.Number == number).ToList() is { Count: > 0 } found
            ? Listed(found, StatusCodes.Status200OK)
            : PeopleAnswers.NotThere(string.Create(CultureInfo.InvariantCulture,
                $"There is no silence {number}; GET /api/silences lists them."));

    public static IResult NoNumber(string? text) => PeopleAnswers.Unreadable(text is null
        ? "Which one? Write its number: /api/silences/1."
        : "What stands behind /api/silences/ is no number of a silence, such as /api/silences/1.");

    static IResult Listed(IEnumerable<SilenceAnswer> answers, int status) => Results.Json(
        new SilencesAnswer([.. answers]), AnswerJson.Default.SilencesAnswer, statusCode: status);

    static IEnumerable<SilenceAnswer> AllOf(SilenceBook book) =>
    [
        .. book.Open.Select(known => Answer("open", known, lifted: null)),
        .. book.Lifted.Reverse().Select(one => Answer("lifted", one.Known, new LiftingAnswer(one.By.Name, one.At))),
    ];

    static SilenceAnswer Answer(string standing, KnownAlert known, LiftingAnswer? lifted) => new(
        known.Number, standing, known.Kind.Written(), known.Alert, known.Why, known.By.Name,
        known.At, known.Until, lifted);
}
