using OnCall.Core.Processes;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>What somebody reads whose command led to nothing, or who asks what there is.</summary>
public static class CommandAnswers
{
    const int MaxExamples = 3;

    public static SlackMessage Help { get; } = Lines(
        "*What can be typed*", [.. CommandHelp.Examples.Select(example => $"`{Quoting(example.Line)}`  {example.Meaning}")],
        "Times without an offset are the team's: 14:00, tomorrow 9:00, Friday 14:00, 2026-01-12 10:00, or for 30m, 2h, 3d. "
        + "People are named by id, name or mention. All of it goes over HTTP too.");

    /// <summary>Nothing was stored; the refusals as the rules word them.</summary>
    public static SlackMessage Refused(IReadOnlyList<Refusal> refusals) =>
        Lines("✋ *That cannot be.* Nothing was stored.", Bullets(refusals));

    /// <param name="verb">Whose examples help; null for all of them.</param>
    public static SlackMessage NotUnderstood(string? verb, IReadOnlyList<Refusal> refusals)
    {
        var examples = CommandHelp.Examples.Where(example => verb is null || example.Verb == verb).ToList();
        return Lines(
            "🤔 *That was not understood.* Nothing was stored.",
            [
                .. Bullets(refusals),
                .. examples.Select(example => $"`{Quoting(example.Line)}`  {example.Meaning}"),
            ],
            examples.Count <= MaxExamples ? "`/oncall help` shows everything that can be typed." : null);
    }

    public static SlackMessage NotAllowed(string verb) => SlackMessage.Plain(
        $"✋ *{Quoting(verb)}* changes something, which only people of the on-call policy may, and you are not among them. "
        + "Nothing was stored. Ask whoever keeps the policy to add you under people with your Slack member ID. "
        + "`/oncall who`, `handover`, `why`, `triage`, `silences`, `noise`, `overrides`, `drill` and `help` are for everybody.");

    /// <summary>Storage or the bus is away.</summary>
    public static SlackMessage Away { get; } = SlackMessage.Plain(
        "⚠️ Nothing was stored or read: storage cannot be reached right now. Try again in a minute; if it was stored after all, "
        + "you are told that it is there already.");

    /// <summary>Slack waits no longer.</summary>
    public static SlackMessage TooSlow { get; } = SlackMessage.Plain(
        "⚠️ Storage is too slow right now, so it is not known whether anything was stored. Look with `/oncall silences` or "
        + "`/oncall overrides`, or try again: what is there already is not stored twice.");

    public static SlackMessage Broken { get; } = SlackMessage.Plain(
        "⚠️ Something unexpected went wrong, and it is not known whether anything was stored; the service's log says what.");

    /// <param name="lines">Markup.</param>
    internal static SlackMessage Lines(string title, IReadOnlyList<string> lines, string? hint = null) => new(
        string.Join('\n', [title, .. lines]),
        [
            SlackBlock.Paragraph(title),
            // A paragraph has room for a few of the longest.
            .. lines.Chunk(LinesPerParagraph).Select(some => SlackBlock.Paragraph(string.Join('\n', some))),
            .. hint is null ? Array.Empty<SlackBlock>() : [SlackBlock.Hint(hint)],
        ]);

    const int LinesPerParagraph = 2;

    static List<string> Bullets(IReadOnlyList<Refusal> refusals) => [.. refusals.Select(one => $"• {Quoting(one.ToString())}")];
}
