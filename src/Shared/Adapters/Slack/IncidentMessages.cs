using System.Diagnostics;
using OnCall.Adapters.Text;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Text;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack;

/// <summary>
/// What people read about an incident, at three in the morning, on a telephone: who has to do what by when
/// comes first. Only the person who has to act is mentioned, because a mention wakes.
/// </summary>
public static class IncidentMessages
{
    public static SlackMessage Of(Effect.ToSlack effect) => effect switch
    {
        Effect.DeclareIncident e => IncidentDeclaration.Of(e),
        Effect.EditDeclaration e => IncidentDeclaration.Of(e.View),
        Effect.TellAcknowledged e => Acknowledged(e),
        Effect.TellEscalated e => Escalated(e),
        Effect.TellLevelSkipped e => LevelSkipped(e),
        Effect.TellNobodyLeft e => NobodyLeft(e),
        Effect.TellPageRefused e => PageRefused(e),
        Effect.TellPageNotNeeded e => PageNotNeeded(e),
        Effect.TellResolved e => Resolved(e),
        _ => IncidentCourseMessages.Of(effect) ?? throw new UnreachableException($"No message for {effect}."),
    };

    static SlackMessage Acknowledged(Effect.TellAcknowledged e) => SlackMessage.Plain(
        $"👀 {Foreign(e.By.Name)} has it: acknowledged at {Time(e.At)}. Nobody else is paged.");

    static SlackMessage Escalated(Effect.TellEscalated e)
    {
        var call = $"⏫ {Mention(e.Paged.Person)}, you are paged as {e.Paged.Role.Spoken()}: please take over. "
            + $"Acknowledge by {Time(e.AckBy)}.";
        var silence = $"{Capitalised(e.Silent.Role.Spoken())} {Foreign(e.Silent.Person.Name)} did not acknowledge.";
        return new SlackMessage(
            $"{call} {silence} {Foreign(e.Page.Title)}",
            [
                SlackBlock.Paragraph($"{call}\n{silence}"),
                SlackBlock.Paragraph($"*{Link(e.Page.Url, e.Page.Title)}*"),
                SlackBlock.Hint($"Note in PagerDuty: {Foreign(e.Reason)}"),
            ]);
    }

    static SlackMessage LevelSkipped(Effect.TellLevelSkipped e) => SlackMessage.Plain(
        $"Skipped the {e.Role.Spoken()}: nobody else stands on that level.");

    static SlackMessage PageRefused(Effect.TellPageRefused e)
    {
        var who = e.Paged is { } paged
            ? $"{paged.Role.Spoken()} {Mention(paged.Person)} was not paged by PagerDuty; please look here."
            : "PagerDuty did not keep the note that says why.";
        return new SlackMessage(
            $"⚠️ {who} {Foreign(e.Why)}",
            [SlackBlock.Paragraph($"⚠️ {Capitalised(who)}"), SlackBlock.Hint(Foreign(e.Why))]);
    }

    static SlackMessage PageNotNeeded(Effect.TellPageNotNeeded e) => SlackMessage.Plain(
        $"{Foreign(e.Spared.Name)} was not paged after all: {Foreign(e.Why)}");

    /// <summary>
    /// The one message that wakes everybody. In a thread <c>@channel</c> reaches only those who follow it, so
    /// it goes to the channel too.
    /// </summary>
    static SlackMessage NobodyLeft(Effect.TellNobodyLeft e)
    {
        var alarm = "🆘 <!channel> Nobody has acknowledged this incident, and everybody in the escalation chain was paged. "
            + $"The last was {e.Silent.Role.Spoken()} {Foreign(e.Silent.Person.Name)}, silent until {Time(e.At)}.";
        const string WhatToDo = "Whoever reads this first: acknowledge it in PagerDuty and say so here. "
            + "If you cannot, phone somebody who can.";
        return new SlackMessage(
            $"{alarm} {WhatToDo} {Foreign(e.Page.Title)}",
            [
                SlackBlock.Paragraph(alarm),
                SlackBlock.Paragraph($"*{Link(e.Page.Url, e.Page.Title)}*"),
                SlackBlock.Paragraph(WhatToDo),
            ],
            AlsoInChannel: true);
    }

    static SlackMessage Resolved(Effect.TellResolved e)
    {
        var said = $"✅ Resolved by {Foreign(e.By.Name)} at {Time(e.At)}, {(e.At - e.Page.StartedAt).Spoken()} after it started.";
        return e.View is { Standing: IncidentStanding.Over { Summary: var summary }, Hypothesis: var hypothesis }
            ? Summed(said, summary, hypothesis)
            : SlackMessage.Plain(said);
    }

    /// <summary>Someone who reads only the thread can retell the incident.</summary>
    static SlackMessage Summed(string said, IncidentSummary summary, string hypothesis)
    {
        const int MaxDeedsLength = 2700;
        const int MaxWhoLength = 100;
        var measures = $"{IncidentDeclaration.Measures(summary)} Hypothesis at the end: {Foreign(hypothesis)}.";
        // So short that a line always fits, also when all of it has to be escaped.
        var deeds = string.Join('\n', summary.Deeds.Select(
            deed => $"{Time(deed.At)} {Foreign(Shortened.To(deed.Who, MaxWhoLength))} {Foreign(deed.What)}"));
        return new SlackMessage($"{said} {measures}",
        [
            SlackBlock.Paragraph($"{said}\n{measures}"),
            .. deeds.Length == 0 ? [] : new[] { SlackBlock.Paragraph($"*Who did what*\n{CutAtLine(deeds, MaxDeedsLength)}") },
        ]);
    }

    static string CutAtLine(string lines, int maxLength) => lines.Length <= maxLength
        ? lines
        : $"{lines[..lines.LastIndexOf('\n', maxLength)]}\n…";

    static string Capitalised(string words) => string.Concat(words[..1].ToUpperInvariant(), words.AsSpan(1));
}
