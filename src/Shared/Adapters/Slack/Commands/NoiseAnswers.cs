using System.Globalization;
using OnCall.Core.Noise;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>What somebody reads who asks what is not page-worthy and waits.</summary>
public static class NoiseAnswers
{
    const int MaxLines = 20;

    public static SlackMessage Listed(NoiseBook book)
    {
        var waiting = NoiseBook.MostFirst(book.Waiting);
        var title = waiting.Count == 0
            ? "*Noise* Nothing waits."
            : string.Create(CultureInfo.InvariantCulture, $"*Noise* {waiting.Sum(bundle => (long)bundle.Count):N0} reports wait.");
        List<string> lines = [.. waiting.Take(MaxLines).Select(Line)];
        if (waiting.Count > MaxLines)
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"… and {waiting.Count - MaxLines} more rules: `GET /api/noise`"));
        lines.AddRange(book.Latest.Reverse().Select(Line));
        return CommandAnswers.Lines(title, lines, string.Create(CultureInfo.InvariantCulture,
            $"Of {book.Reported:N0} reports so far {book.Said:N0} were said."));
    }

    static string Line(NoiseBundle bundle) => string.Create(CultureInfo.InvariantCulture,
        $"• *{Foreign(bundle.Rule)}* ×{bundle.Count} until {Date(bundle.Until)}, last {Date(bundle.Last)}: {Foreign(bundle.Newest[0].What)}")
        + (bundle.SilencedUntil is { } silenced ? $" 🔕 silenced until {Date(silenced)}" : "");

    static string Line(SaidNoise said) => string.Create(CultureInfo.InvariantCulture,
        $"✓ {Date(said.At)}: {said.Reports:N0} reports of {said.Rules.Count} rules were said");
}
