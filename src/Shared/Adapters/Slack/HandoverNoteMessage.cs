using System.Diagnostics;
using System.Text;
using OnCall.Core.Effects;
using OnCall.Core.Handovers;
using OnCall.Core.Text;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack;

/// <summary>The note itself, as it stands in the channel, and its draft beforehand.</summary>
static class HandoverNoteMessage
{
    /// <summary>What its button asks for.</summary>
    public const string EditAction = "handover-edit";

    // Of one section of Slack's 3,000: what is left is for its name and the count of what was cut.
    const int MaxSectionText = 2700;

    const string FilledIn = "It is filled in here as soon as it can be.";

    public static SlackMessage Of(HandoverView view, string handover)
    {
        var (title, call) = (TitleOf(view), CallOf(view));
        IEnumerable<SlackBlock> blocks =
        [
            SlackBlock.Title(title),
            SlackBlock.Paragraph(call),
            .. Sections(view.Note),
            .. view.Standing is HandoverStanding.Waiting
                ? [SlackBlock.Buttons(new SlackButton("Edit the note", EditAction, handover)), SlackBlock.Hint(
                    $"{Foreign(view.Who.Outgoing.Name)} can edit each section and add remarks.")]
                : Array.Empty<SlackBlock>(),
        ];
        return new SlackMessage($"{Foreign(title)}. {call} {Summary(view.Note)}", [.. blocks]);
    }

    public static SlackMessage Draft(Effect.RemindOfHandover e, string handover)
    {
        var call = $"Your handover to {Foreign(e.Incoming.Name)} is due: {Date(e.For)}. So far the note says this; it is read anew when it opens.";
        return new SlackMessage(
            $"📝 {call} {Summary(e.Draft)}",
            [
                SlackBlock.Title("📝 Your handover comes up"),
                SlackBlock.Paragraph(call),
                .. Sections(e.Draft),
                SlackBlock.Buttons(new SlackButton("Add remarks", EditAction, handover)),
                SlackBlock.Hint("Remarks of yours stand in the note when it opens. Every section can be edited then."),
            ]);
    }

    /// <summary>"Ben took over at 10:12, 12 min after the handover opened."</summary>
    public static string TakenOver(HandoverView view) => view.Standing is HandoverStanding.Completed done
        ? $"{Foreign(done.By.Name)} took over with a 👍 at {Time(done.At)}, {(done.At - view.OpenedAt).Spoken()} after the handover opened."
        : throw new UnreachableException($"Nobody took over while {view.Standing}.");

    /// <summary>What stands above a section, also where it is edited.</summary>
    public static string NameOf(NoteSection section) => section switch
    {
        NoteSection.OpenIncidents => "Open incidents and postmortem drafts",
        NoteSection.DeploysInFlight => "Deploys in flight",
        NoteSection.NoisyAlerts => "Known-noisy alerts, and silences that lift this week",
        NoteSection.ClosedOrgs => "Orgs that cannot be entered without their Owner",
        _ => throw new UnreachableException($"No name for {section}."),
    };

    static string TitleOf(HandoverView view)
    {
        var who = view.Who.Outgoing.Id == view.Who.Incoming.Id
            ? $"{view.Who.Outgoing.Name} stays on call"
            : $"{view.Who.Outgoing.Name} → {view.Who.Incoming.Name}";
        return view.Standing switch
        {
            HandoverStanding.Waiting => $"🤝 Handover: {who}",
            HandoverStanding.Completed => $"✅ Handover complete: {who}",
            HandoverStanding.NeverAcknowledged => $"⚠️ Handover never acknowledged: {who}",
            _ => throw new UnreachableException($"No title while {view.Standing}."),
        };
    }

    static string CallOf(HandoverView view)
    {
        var call = view.Standing switch
        {
            HandoverStanding.Waiting =>
                $"{Mention(view.Who.Incoming)}, please read this and give it your 👍, here or in the thread: only yours completes the "
                + $"handover. {HandoverMessages.Cover(view)}",
            HandoverStanding.Completed => TakenOver(view),
            _ => $"{Foreign(view.Who.Incoming.Name)} never acknowledged it, and the next handover has come. It stays incomplete.",
        };
        var secondary = view.Who.Secondary is { } person ? $"Secondary: {Foreign(person.Name)}." : "Nobody is secondary.";
        var late = view.IsLate ? $"\n⚠️ Opened late, at {Date(view.OpenedAt)}: it was due at {Date(view.At)}." : "";
        var unfinished = view.Unfinished is { } before
            ? $"\n⚠️ The handover of {Date(before.At)} was never acknowledged: {Foreign(before.Responsible.Name)} was responsible until now."
            : "";
        return $"{call} {secondary}{late}{unfinished}";
    }

    static IEnumerable<SlackBlock> Sections(HandoverNote note)
    {
        foreach (var part in note.Parts)
            yield return SlackBlock.Paragraph($"*{NameOf(part.Section)}*\n{Markup(part.Content)}");
        if (note.Remarks is { } remarks)
            yield return SlackBlock.Paragraph(
                $"*Remarks*\n{Fitting(remarks.Text, MaxSectionText)}\n_{Foreign(remarks.By.Name)}, {Date(remarks.At)}_");
    }

    static string Markup(SectionContent content) => content switch
    {
        SectionContent.Known { Total: 0 } => "none",
        SectionContent.Known known when GapOf(known) is var gap => $"{Lines(known, MaxSectionText - gap.Length)}{gap}",
        SectionContent.Unread unread => $"⚠️ could not be read: {Foreign(unread.Why)} {FilledIn}",
        SectionContent.ByHand byHand => $"{Fitting(byHand.Text, MaxSectionText)}\n_edited by {Foreign(byHand.By.Name)}, {Date(byHand.At)}_",
        _ => throw new UnreachableException($"No words for {content}."),
    };

    static string GapOf(SectionContent.Known known) => known.Gap is { } gap ? $"\n⚠️ {Foreign(gap)} {FilledIn}" : "";

    static string Lines(SectionContent.Known known, int maxLength)
    {
        var (text, shown) = (new StringBuilder(), 0);
        foreach (var line in known.Lines)
        {
            var markup = Markup(line);
            if (text.Length + markup.Length > maxLength)
                break;
            text.Append(markup);
            shown++;
        }

        return known.Total > shown
            ? text.Append($"… and {known.Total - shown} more{(known.WholeList is { } all ? $": {Link(all, "see all")}" : "")}").ToString()
            : text.ToString().TrimEnd();
    }

    static string Markup(NoteLine line)
    {
        var when = line.When is { } moment ? $" · {Date(moment)}" : "";
        var more = line.More is { } link ? $" · {Link(link.Url, link.Label)}" : "";
        return $"• {Link(line.Url, line.Text)}{when}{more}\n";
    }

    // For notifications and screen readers.
    static string Summary(HandoverNote note) => string.Join(" ", note.Parts.Select(part => $"{NameOf(part.Section)}: {part.Content switch
    {
        SectionContent.Known { Total: 0 } => "none",
        SectionContent.Known known => known.Total.ToString(System.Globalization.CultureInfo.InvariantCulture),
        SectionContent.Unread => "could not be read",
        _ => "edited by hand",
    }}."));
}
