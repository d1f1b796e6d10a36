using System.Diagnostics;
using System.Globalization;
using System.Text;
using OnCall.Core.Effects;
using OnCall.Core.Noise;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack;

/// <summary>
/// What people read of what is not page-worthy: what, how often, when, and why it paged nobody. Nobody is mentioned, because
/// a mention wakes.
/// </summary>
public static class NoiseMessages
{
    /// <summary>
    /// Of all blocks of one message. Slack refuses about 13,000 with msg_blocks_too_long, which it documents nowhere, and was
    /// seen to count more than the texts.
    /// </summary>
    public const int MaxMarkup = 9000;

    const int MaxRulesInFull = 30;

    // What was cut from a line of Slack's 3,000 characters is counted there.
    const int MaxBundleLength = 2700;
    const int MaxNamesLength = 2500;
    const string Everything = "`/oncall noise` and `GET /api/noise` count all of them.";

    public static SlackMessage Of(Effect.ToNoiseChannel effect) => effect switch
    {
        Effect.TellNoise one => One(one),
        Effect.TellNoiseBundle several => Several(several),
        Effect.TellDigest digest => Digest(digest),
        _ => throw new UnreachableException($"No words for {effect}."),
    };

    static SlackMessage One(Effect.TellNoise effect)
    {
        var sentence = effect.Bundle.Newest[0];
        return Said(
            $"🔉 *{Foreign(effect.Bundle.Rule)}*: {Link(sentence.Url, sentence.What)}",
            $"Seen {Date(sentence.At)}. {Why(effect.Bundle)} {Further(effect.FurtherAt)}");
    }

    static SlackMessage Several(Effect.TellNoiseBundle effect) => Said(
        $"🔉 {Bundle(effect.Bundle)}", Further(effect.FurtherAt));

    static string Further(DateTimeOffset at) => $"Further ones wait until {Date(at)} and come together.";

    static SlackMessage Said(string what, string more) =>
        new($"{what} {more}", [SlackBlock.Paragraph(what), SlackBlock.Hint(more)]);

    static SlackMessage Digest(Effect.TellDigest effect)
    {
        var (reports, rules) = (effect.Held.Sum(bundle => (long)bundle.Count), effect.Held.Count);
        var title = $"🗒️ {Count(reports, "report")} that paged nobody";
        var call = $"From {Date(effect.Held.Min(bundle => bundle.First))} to {Date(effect.Held.Max(bundle => bundle.Last))}, "
            + $"of {Count(rules, "rule")}. None is page-worthy: they are handled in business hours.";
        var (blocks, left) = (new List<SlackBlock> { SlackBlock.Title(title), SlackBlock.Paragraph(call) }, MaxMarkup - MaxNamesLength);
        foreach (var bundle in effect.Held.Take(MaxRulesInFull))
        {
            var markup = Bundle(bundle);
            if (markup.Length > left)
                break;
            left -= markup.Length;
            blocks.Add(SlackBlock.Paragraph(markup));
        }

        const int BlocksBefore = 2;
        var rest = effect.Held.Skip(blocks.Count - BlocksBefore).ToList();
        if (rest.Count > 0)
            blocks.AddRange([SlackBlock.Paragraph(Names(rest)), SlackBlock.Hint(Everything)]);
        return new SlackMessage($"{title}. {call} {Names(effect.Held)}", blocks);
    }

    /// <summary>"gateway-offline: 7 reports", when, the latest of them, and why nobody was paged.</summary>
    static string Bundle(NoiseBundle bundle)
    {
        var head = $"*{Foreign(bundle.Rule)}*: {Count(bundle.Count, "report")}, {Times(bundle)}";
        if (bundle.SilencedUntil is { } silenced)
            head += $" · 🔕 silenced until {Date(silenced)}";
        var why = Why(bundle);
        var (text, shown) = (new StringBuilder(head), 0);
        foreach (var one in bundle.Newest)
        {
            var line = $"\n• {Link(one.Url, one.What)}{(bundle.Count > 1 ? $", {Date(one.At)}" : "")}";
            if (text.Length + line.Length + why.Length > MaxBundleLength)
                break;
            text.Append(line);
            shown++;
        }

        if (bundle.Count > shown)
            text.Append(CultureInfo.InvariantCulture, $"\n… and {bundle.Count - shown} more");
        return text.Append('\n').Append(why).ToString();
    }

    // As many names as there is room for, and how many there are beside them.
    static string Names(IReadOnlyList<NoiseBundle> bundles)
    {
        var (text, named) = (new StringBuilder(), 0);
        foreach (var bundle in bundles)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{(named == 0 ? "" : ", ")}{Foreign(bundle.Rule)} ×{bundle.Count}");
            if (text.Length + name.Length > MaxNamesLength)
                break;
            text.Append(name);
            named++;
        }

        var rest = bundles.Skip(named).ToList();
        if (rest.Count > 0)
            text.Append($" … and {Count(rest.Sum(bundle => (long)bundle.Count), "report")} of {Count(rest.Count, "more rule")}");
        return text.Append('.').ToString();
    }

    static string Times(NoiseBundle bundle) => bundle.First == bundle.Last
        ? Date(bundle.First)
        : $"first {Date(bundle.First)}, last {Date(bundle.Last)}";

    static string Why(NoiseBundle bundle) => bundle.WhyNoPage.Length == 0
        ? "It is none of what pages."
        : $"Not paged: {Foreign(bundle.WhyNoPage.TrimEnd('.'))}.";

    static string Count(long number, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {what}{(number == 1 ? "" : "s")}");
}
