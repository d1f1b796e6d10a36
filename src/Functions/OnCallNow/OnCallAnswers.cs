using System.Text.Json.Serialization;
using OnCall.Core.Policy;

namespace OnCall.Functions.OnCallNow;

/// <param name="Zone">The team's, in which the sentences are.</param>
/// <param name="OverridesReadAt">As of when overrides are known; null when they never could be read.</param>
sealed record OnCallAnswer(
    DateTimeOffset At, string Zone, DateTimeOffset? OverridesReadAt, TurnAnswer Primary, TurnAnswer Secondary);

/// <param name="Person">Null when nobody is.</param>
/// <param name="Until">The next change, whatever its reason.</param>
/// <param name="Sentence">All of it, as a person would say it.</param>
sealed record TurnAnswer(
    PersonAnswer? Person, DateTimeOffset From, DateTimeOffset Until, WhyAnswer Why, string Sentence);

/// <param name="Kind">"rotation", "override" or "swap"; the rest is about an override or a swap.</param>
/// <param name="Number">Names it in <c>/api/overrides</c>.</param>
sealed record WhyAnswer(
    string Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Number = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? By = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Because = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PersonAnswer? With = null);

/// <param name="Slack">Slack's id of them; null for somebody whom the policy does not know any more.</param>
sealed record PersonAnswer(string Id, string Name, string? Slack)
{
    public static PersonAnswer Of(OnCallPolicy policy, PersonId id) => policy.Knows(id)
        ? new(id.Value, policy[id].Name, policy[id].Slack)
        : new(id.Value, id.Value, Slack: null);
}
