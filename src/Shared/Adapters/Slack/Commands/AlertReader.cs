using OnCall.Core.Silences;
using OnCall.Core.Text;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>An alert with its end and its reason: "Gateway berlin-03 flaps until 14:00 because firmware update".</summary>
/// <param name="Until">Null when none was given, which the rules judge.</param>
sealed record TypedAlert(string Alert, string Why, DateTimeOffset? Until);

static class AlertReader
{
    /// <summary>
    /// The end may also stand behind the reason. The words of an end may be words of the alert too ("Waiting for
    /// ingest"): it is the last of them behind which a time stands, and an alert in quotation marks is taken whole.
    /// </summary>
    public static TypedAlert Read(SilenceKind kind, TypedWords words, WishParts parts, DateTimeOffset now)
    {
        var (quoted, unquoted) = words.Quotation() is var (alert, after) ? (alert, after) : (null, words);
        var (head, why) = parts.Because(unquoted);
        var end = EndIn(head, parts, now);
        var name = quoted ?? (end ?? (head, default)).Before.Text;
        var rest = (end ?? (head, default)).Before;
        if (quoted is not null && !rest.IsEmpty)
            parts.Refuse("not-understood", "alert",
                $"'{WishReader.Shown(rest.Text)}' stands behind the quotation marks; write until, for or because there.");
        if (end is var (_, until))
            return new TypedAlert(name, why, until);

        if (EndIn(TypedWords.Of(why), parts, now) is var (reason, untilThen))
            return new TypedAlert(name, reason.Text, untilThen);
        Complain(kind, head, parts);
        return new TypedAlert(name, why, Until: null);
    }

    static (TypedWords Before, DateTimeOffset Until)? EndIn(TypedWords words, WishParts parts, DateTimeOffset now)
    {
        if (words.CutAtLast("until") is var (beforeTime, time) && parts.TimeIn(time.Text, now) is { } until)
            return (beforeTime, until);
        if (words.CutAtLast("for") is var (beforeLength, length) && TypedTimes.ReadLength(length.Text) is { } lasts)
            return (beforeLength, now + lasts);
        return null;
    }

    // Whoever wrote until meant a time. For is a word of many alerts; but a silence needs an end, and this was to be it.
    static void Complain(SilenceKind kind, TypedWords head, WishParts parts)
    {
        if (head.CutAtLast("until") is var (_, time))
            parts.NoTime("until", time.Text);
        else if (kind == SilenceKind.Silence && head.CutAtLast("for") is var (_, length))
            parts.NoLength("for", length.Text);
    }
}
