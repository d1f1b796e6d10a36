using System.Diagnostics;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;
using OnCall.Core.Text;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack;

/// <summary>
/// The message that opens an incident's thread, and stays true: who has it and what is open, at a glance. What can be done
/// about it stands under it as buttons, because commands do not work in threads.
/// </summary>
static class IncidentDeclaration
{
    const string HowToAcknowledge = "Acknowledge in PagerDuty: that stops the escalation timer.";
    const string HowToFollow = "Updates follow in this thread; 📌 puts a message into the timeline.";

    /// <summary>As it is posted first.</summary>
    public static SlackMessage Of(Effect.DeclareIncident e)
    {
        var view = new IncidentView(
            e.Page, new IncidentStanding.Paged(e.Primary, e.AckBy, Owner: null), e.Hypothesis,
            e.Checklist ?? new Checklist([], []), e.NextWordBy, e.Secondary, e.Runbook);
        var service = Service(view);
        return Of(view) with
        {
            Text = $"🚨 Incident: {Foreign(e.Page.Title)} (service: {service}). Started {Date(e.Page.StartedAt)}. "
                + $"{Mention(e.Primary.Person)} is paged as {e.Primary.Role.Spoken()}: acknowledge by {Time(e.AckBy)}. "
                + $"Secondary: {Secondary(view)}. Hypothesis: {Foreign(e.Hypothesis)}."
                + (e.Page.Cause is { } cause ? $" Why it paged: {Quoting(cause.Why)}" : ""),
        };
    }

    public static SlackMessage Of(IncidentView view)
    {
        var title = TitleOf(view.Standing);
        IReadOnlyList<SlackBlock> blocks =
        [
            SlackBlock.Title(title),
            SlackBlock.Paragraph($"*{Link(view.Page.Url, view.Page.Title)}*"),
            .. view.Page.Cause is { } cause ? [SlackBlock.Paragraph(AlertMessages.Why(cause))] : Array.Empty<SlackBlock>(),
            SlackBlock.Table(Rows(view)),
            SlackBlock.Paragraph($"*First ten minutes, in this order*\n{Lines(view.Checklist)}"),
            .. view.Standing is IncidentStanding.Over over ? Summary(over) : Buttons(view),
        ];
        return new SlackMessage(
            $"{title}: {Foreign(view.Page.Title)}. Started {Date(view.Page.StartedAt)}.", blocks);
    }

    /// <summary>MTTA, MTTR, and how often somebody spoke outward: in the declaration and in the thread.</summary>
    public static string Measures(IncidentSummary summary)
    {
        var acknowledged = summary.TimeToAcknowledge is { } time ? $"acknowledged after {time.Spoken()} (MTTA)" : "never acknowledged";
        var words = (summary.Kept, summary.Missed) switch
        {
            (0, 0) => "no outward word was due yet",
            var (kept, missed) => $"outward words: {kept} in time, {missed} missed",
        };
        return $"Resolved after {summary.TimeToResolve.Spoken()} (MTTR), {acknowledged}; {words}.";
    }

    // Also what opens a notification: in markup, so nobody's name may be more than a name.
    static string TitleOf(IncidentStanding standing) => standing switch
    {
        IncidentStanding.Paged { Owner: { } owner } paged => $"👀 {Foreign(owner.Name)} has it, {Foreign(paged.Responder.Person.Name)} is paged to help",
        IncidentStanding.Paged => "🚨 Incident declared",
        IncidentStanding.Unheard => "🆘 Nobody has acknowledged",
        IncidentStanding.Held held => $"👀 {Foreign(held.Owner.Name)} has it",
        IncidentStanding.Over over => $"✅ Resolved by {Foreign(over.By.Name)}",
        _ => throw new UnreachableException($"No title while {standing}."),
    };

    static (string, string)[] Rows(IncidentView view) =>
    [
        .. Who(view),
        ("Started", Date(view.Page.StartedAt)),
        ("Service", Service(view)),
        ("Secondary", Secondary(view)),
        ("Hypothesis", Foreign(view.Hypothesis)),
        .. view.NextWordBy is { } by ? [("Next word outward by", Time(by))] : Array.Empty<(string, string)>(),
    ];

    static IEnumerable<(string, string)> Who(IncidentView view) => view.Standing switch
    {
        IncidentStanding.Paged paged =>
        [
            .. paged.Owner is { } owner ? [("Has it", Foreign(owner.Name))] : Array.Empty<(string, string)>(),
            ("Paged", $"{Mention(paged.Responder.Person)} ({paged.Responder.Role.Spoken()})"),
            ("Acknowledge by", Time(paged.AckBy)),
        ],
        IncidentStanding.Held held => [("Has it", $"{Foreign(held.Owner.Name)}, since {Time(held.Since)}")],
        IncidentStanding.Over over => [("Resolved", $"{Foreign(over.By.Name)}, {Date(over.At)}")],
        _ => [("Paged", "everybody in the chain, and nobody acknowledged")],
    };

    static string Lines(Checklist checklist) => string.Join('\n', Checklist.Steps.Select((step, i) =>
    {
        var tick = checklist.TickOf(step);
        var mark = checklist.MarkOf(step) switch
        {
            ChecklistMark.Done => "✅",
            ChecklistMark.DoneLate => "☑️",
            ChecklistMark.Skipped => "⚠️",
            _ => "▫️",
        };
        var late = checklist.MarkOf(step) switch
        {
            ChecklistMark.Skipped => " (skipped)",
            ChecklistMark.DoneLate => " (out of order)",
            _ => "",
        };
        var by = tick is null || tick.By == Actor.Service ? "" : $"{Foreign(tick.By.Name)} ";
        var who = tick is null ? "" : $" · {by}{Time(tick.At)}";
        var found = tick?.Finding is { } finding ? $": {Foreign(finding)}" : "";
        return $"{mark} {i + 1}. {Capitalised(checklist.NameOf(step))}{late}{found}{who}";
    }));

    static IEnumerable<SlackBlock> Buttons(IncidentView view)
    {
        var incident = view.Page.Incident.Value;
        if (IncidentButtons.Steps(view.Checklist, incident).ToList() is { Count: > 0 } steps)
            yield return SlackBlock.Buttons(steps);
        yield return SlackBlock.Buttons(IncidentButtons.Words(incident));
        yield return SlackBlock.Buttons(IncidentButtons.Pages(incident));
        yield return SlackBlock.Hint(
            string.Join(" · ", new[] { HowTo(view.Standing), Linked(view.Page.Url, "PagerDuty"), Linked(view.Runbook, "Incident response runbook") }
                .Where(part => part.Length > 0)));
    }

    static string HowTo(IncidentStanding standing) =>
        standing is IncidentStanding.Held ? HowToFollow : $"{HowToAcknowledge} {HowToFollow}";

    static IEnumerable<SlackBlock> Summary(IncidentStanding.Over over)
    {
        yield return SlackBlock.Paragraph(Measures(over.Summary));
    }

    static string Service(IncidentView view) => view.Page.Service is { } name ? Foreign(name) : "unknown";

    static string Secondary(IncidentView view) => view.Secondary is { } second ? Foreign(second.Person.Name) : "nobody";

    static string Linked(Uri? url, string name) => url is null ? "" : Link(url, name);

    static string Capitalised(string words) => string.Concat(words[..1].ToUpperInvariant(), words.AsSpan(1));
}
