using System.Diagnostics;
using System.Globalization;
using OnCall.Core.Effects;
using OnCall.Core.Processes;
using OnCall.Core.Triage;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack;

/// <summary>
/// What was found when something paged, as it is read at three in the morning: what to look at first, then the worst first,
/// each in a line or a few.
/// </summary>
public static class TriageMessages
{
    /// <summary>All sections together stay well below what Slack takes of one message.</summary>
    const int MaxCheckLength = 1300;

    const string ByHand = "The cloud server itself (Tailscale, SSH) cannot be looked at from here: look, and press “✔ Cloud server looked at”.";

    /// <returns>Null for an effect that is about something else.</returns>
    internal static SlackMessage? Of(Effect.ToSlack effect) => effect switch
    {
        Effect.TellTriageProgress e => SlackMessage.Plain(string.Create(CultureInfo.InvariantCulture,
            $"🔎 Triage is running: {e.Progress.Done} of {e.Progress.Total} checks done, waiting for {string.Join(" and ", e.Progress.WaitsFor)}…")),
        Effect.TellTriageStopped => SlackMessage.Plain(
            "🔎 Triage was not done when the incident was resolved, and has stopped. `/oncall triage` looks again."),
        Effect.TellTriage e => Of(e.Findings, AskedBy(e.By)).With(
            new SlackButton("Run triage again", IncidentButtons.RunTriage, e.Page.Incident.Value)),
        _ => null,
    };

    /// <param name="asked">Who asked, as a sentence; empty for whoever reads it alone.</param>
    public static SlackMessage Of(TriageFindings findings, string asked)
    {
        var verdict = $"🔎 *{Foreign(findings.Verdict)}*";
        return new SlackMessage(
            $"🔎 Triage: {Foreign(findings.Verdict)}",
            [
                SlackBlock.Paragraph(verdict),
                .. findings.Found.Select(found => SlackBlock.Paragraph(Markup(found))),
                SlackBlock.Hint($"Looked at {Time(findings.At)}. {asked}{ByHand}"),
            ]);
    }

    static string AskedBy(Actor by) => by == Actor.Service ? "" : $"{Foreign(by.Name)} asked. ";

    static string Markup(TriageFinding found)
    {
        var text = $"{Mark(found.Mark)} *{found.Check.Spoken()}*: {Said(found)}";
        var tail = string.Concat(found.Gaps.Select(gap => $"\n⚠️ could not be read: {Foreign(gap)}"));
        var shown = 0;
        foreach (var line in found.Lines)
        {
            var markup = $"\n• {Link(line.Url, line.Text)}{(line.IsSuspect ? SuspicionOf(found.Check) : "")}";
            if (text.Length + markup.Length + tail.Length > MaxCheckLength)
                break;
            text += markup;
            shown++;
        }

        return text + More(found, shown) + tail;
    }

    static string Said(TriageFinding found) => found switch
    {
        { Mark: TriageMark.NotRead, Gaps.Count: > 0, Total: > 0 } => Foreign(found.Says),
        { Mark: TriageMark.NotRead, Gaps.Count: > 0 } when found.Says.StartsWith("none", StringComparison.Ordinal) => Foreign(found.Says),
        { Mark: TriageMark.NotRead } => $"could not be read: {Foreign(found.Says)}",
        _ => Foreign(found.Says),
    };

    static string SuspicionOf(TriageCheck check) => check == TriageCheck.Reports ? " — *failed soak*" : " — *prime suspect*";

    static string More(TriageFinding found, int shown) => (found.Total - shown, found.WholeList) switch
    {
        (0, { } list) => $"\n{Link(list, "see all")}",
        (0, null) => "",
        (var more, { } list) => string.Create(CultureInfo.InvariantCulture, $"\n… and {more} more: {Link(list, "see all")}"),
        (var more, null) => string.Create(CultureInfo.InvariantCulture, $"\n… and {more} more"),
    };

    static string Mark(TriageMark mark) => mark switch
    {
        TriageMark.Failing => "🔴",
        TriageMark.Suspect => "🟠",
        TriageMark.NotRead => "⚠️",
        TriageMark.Fine => "🟢",
        _ => throw new UnreachableException($"No sign for {mark}."),
    };
}
