using System.Globalization;
using OnCall.Core.Silences;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>What somebody reads who sets, lifts or lists silences and noisy alerts.</summary>
public static class SilenceAnswers
{
    /// <param name="mine">The one that was set.</param>
    public static SlackMessage Set(KnownAlert mine) => CommandAnswers.Lines(
        mine.Kind == SilenceKind.Silence ? "🔕 *Silenced.*" : "👀 *Known to be noisy from now on.*",
        [Line(mine)],
        string.Create(CultureInfo.InvariantCulture, $"Take it back: `/oncall lift {mine.Number}`"));

    public static SlackMessage Lifted(int number, SilenceBook left) => Listed(
        string.Create(CultureInfo.InvariantCulture, $"🔔 *Number {number} is lifted.*"), left);

    public static SlackMessage Listed(SilenceBook book) => Listed("*Silences and noisy alerts*", book);

    static SlackMessage Listed(string title, SilenceBook book) => book.Open.Count == 0
        ? SlackMessage.Plain($"{title} Nothing is silenced or known to be noisy.")
        : CommandAnswers.Lines(title, [.. book.Open.Select(Line)], "Take one back: `/oncall lift` and its number.");

    static string Line(KnownAlert known) => string.Create(CultureInfo.InvariantCulture,
        $"*{known.Number}*  {(known.Kind == SilenceKind.Silence ? "🔕" : "👀")} {Foreign(known.Alert)}, "
        + $"{(known.Until is { } until ? $"until {Date(until)}" : "without an end")}. {Foreign(known.By.Name)}: {Foreign(known.Why)}");
}
