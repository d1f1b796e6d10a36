using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using OnCall.Functions.Hosting;
using OnCall.Functions.OnCallNow;

namespace OnCall.Functions.Overrides;

sealed record OverridesAnswer(IReadOnlyList<OverrideAnswer> Overrides);

/// <param name="Number">Names it; the parts of one swap share theirs.</param>
/// <param name="Standing">"to come", "in force" or "over".</param>
/// <param name="SwappedWith">The other of the two, when it is part of a swap.</param>
sealed record OverrideAnswer(
    int Number, string Standing, string Role, PersonAnswer Person, DateTimeOffset From, DateTimeOffset To,
    string Why, string By, DateTimeOffset SetAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PersonAnswer? SwappedWith);

/// <summary>What whoever asked about overrides reads.</summary>
sealed class OverrideAnswering(OnCallPolicy policy, TimeProvider clock)
{
    public IResult Of(OverrideOutcome outcome) => outcome switch
    {
        OverrideOutcome.Set set => Listed(set.Overrides, StatusCodes.Status201Created),
        OverrideOutcome.Removed removed => Listed(removed.Left),
        OverrideOutcome.Refused refused => PeopleAnswers.Refused(refused.Refusals),
        _ => throw new UnreachableException($"No answer for {outcome}."),
    };

    public IResult Listed(IEnumerable<Override> overrides, int status = StatusCodes.Status200OK) => Results.Json(
        new OverridesAnswer([.. overrides.OrderBy(one => one.From).ThenBy(one => one.Role).Select(Answer)]),
        AnswerJson.Default.OverridesAnswer, statusCode: status);

    public static IResult NotThere(int number) => PeopleAnswers.NotThere(
        string.Create(CultureInfo.InvariantCulture, $"There is no override {number}; GET /api/overrides lists them."));

    public static IResult NoNumber(string? text) => PeopleAnswers.Unreadable(text is null
        ? "Which one? Write its number: /api/overrides/1."
        : "What stands behind /api/overrides/ is no number of an override, such as /api/overrides/1.");

    OverrideAnswer Answer(Override one) => new(
        one.Number, Standing(one, clock.GetUtcNow()), one.Role.Spoken(), PersonAnswer.Of(policy, one.Person),
        one.From, one.To, one.Why, one.By.Name, one.At,
        one.SwappedWith is { } with ? PersonAnswer.Of(policy, with) : null);

    static string Standing(Override one, DateTimeOffset now) =>
        one.Holds(now) ? "in force" : one.To <= now ? "over" : "to come";
}
