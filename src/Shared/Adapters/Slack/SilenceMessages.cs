using System.Globalization;
using OnCall.Core.Effects;
using OnCall.Core.Processes;
using OnCall.Core.Silences;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack;

/// <summary>
/// What people read about silences and noisy alerts: which alert and what holds from now on come first. Nobody is
/// mentioned, because a mention wakes.
/// </summary>
public static class SilenceMessages
{
    public static SlackMessage Of(Effect.TellSilenceSet effect)
    {
        var until = effect.Silence.Until is { } end ? $" until {Date(end)}" : "";
        return Said($"🔕 Silenced{until}: {Foreign(effect.Silence.Alert)}", Origin(effect.Silence));
    }

    public static SlackMessage Of(Effect.TellSilenceLifted effect)
    {
        var (known, by, at) = effect.Alert;
        var what = known.Kind == SilenceKind.Silence ? "🔔 No longer silenced" : "👋 No longer watched as noisy";
        var how = by == Actor.Clock
            ? $"Its time was over at {Date(at)}."
            : $"{Foreign(by.Name)} lifted it at {Date(at)}{Planned(known)}.";
        return Said($"{what}: {Foreign(known.Alert)}", $"{how} {Origin(known)}");
    }

    static SlackMessage Said(string what, string more) =>
        new($"{what}. {more}", [SlackBlock.Paragraph($"*{what}*"), SlackBlock.Hint(more)]);

    static string Planned(KnownAlert known) => known.Until is { } end ? $", planned was {Date(end)}" : "";

    static string Origin(KnownAlert known) => string.Create(CultureInfo.InvariantCulture,
        $"Number {known.Number}, set by {Foreign(known.By.Name)}: {Foreign(known.Why)}");
}
