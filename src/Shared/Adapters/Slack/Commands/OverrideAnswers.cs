using System.Globalization;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>What somebody reads who sets, removes or lists overrides and swaps.</summary>
public sealed class OverrideAnswers(OnCallPolicy policy)
{
    readonly OnCallZone _zone = new(policy.Zone);

    /// <param name="mine">What was set: one, or all parts of a swap.</param>
    public SlackMessage Set(IReadOnlyList<Override> mine) => CommandAnswers.Lines(
        "🔁 *Set.* PagerDuty pages by its own levels: change it there too.",
        [.. mine.Select(Line)],
        string.Create(CultureInfo.InvariantCulture, $"Take it back: `/oncall remove {mine[0].Number}`"));

    public SlackMessage Removed(int number, IReadOnlyList<Override> left, DateTimeOffset now) => Listed(
        string.Create(CultureInfo.InvariantCulture, $"🔁 *Number {number} is removed.*"), left, now);

    public SlackMessage Listed(IReadOnlyList<Override> all, DateTimeOffset now) => Listed("*Overrides and swaps*", all, now);

    SlackMessage Listed(string title, IReadOnlyList<Override> all, DateTimeOffset now)
    {
        var standing = all.Where(one => one.To > now).OrderBy(one => one.From).ThenBy(one => one.Role).ToList();
        return standing.Count == 0
            ? SlackMessage.Plain($"{title} None is in force or to come: the rotation stands as it is.")
            : CommandAnswers.Lines(title, [.. standing.Select(Line)], "Take one back: `/oncall remove` and its number.");
    }

    string Line(Override one) => string.Create(CultureInfo.InvariantCulture,
        $"*{one.Number}*  {Foreign(NameOf(one.Person))} is {one.Role.Spoken()} from {_zone.Show(one.From)} to {_zone.Show(one.To)}"
        + $"{(one.SwappedWith is { } with ? $", swapped with {Foreign(NameOf(with))}" : "")}. "
        + $"{Foreign(one.By.Name)}: {Foreign(one.Why)}");

    string NameOf(PersonId person) => policy.Knows(person) ? policy[person].Name : person.Value;
}
