using System.Diagnostics;
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
        Effect.DeclareIncident e => Declared(e),
        Effect.TellAcknowledged e => Acknowledged(e),
        Effect.TellEscalated e => Escalated(e),
        Effect.TellLevelSkipped e => LevelSkipped(e),
        Effect.TellNobodyLeft e => NobodyLeft(e),
        Effect.TellPageRefused e => PageRefused(e),
        Effect.TellPageNotNeeded e => PageNotNeeded(e),
        Effect.TellResolved e => Resolved(e),
        _ => throw new UnreachableException($"No message for {effect}."),
    };

    static SlackMessage Declared(Effect.DeclareIncident e)
    {
        var service = e.Page.Service is { } name ? Foreign(name) : "unknown";
        var secondary = e.Secondary is { } second ? Foreign(second.Person.Name) : "nobody";
        return new SlackMessage(
            $"🚨 Incident: {Foreign(e.Page.Title)} (service: {service}). Started {Date(e.Page.StartedAt)}. "
            + $"{Mention(e.Primary.Person)} is paged as {e.Primary.Role.Spoken()}: acknowledge by {Time(e.AckBy)}. "
            + $"Secondary: {secondary}. Hypothesis: {Foreign(e.Hypothesis)}."
            + (e.Page.Cause is { } cause ? $" Why it paged: {Quoting(cause.Why)}" : ""),
            [
                SlackBlock.Title("🚨 Incident declared"),
                SlackBlock.Paragraph($"*{Link(e.Page.Url, e.Page.Title)}*"),
                .. e.Page.Cause is { } known ? [SlackBlock.Paragraph(AlertMessages.Why(known))] : Array.Empty<SlackBlock>(),
                SlackBlock.Table(
                    ("Paged", $"{Mention(e.Primary.Person)} ({e.Primary.Role.Spoken()})"),
                    ("Acknowledge by", Time(e.AckBy)),
                    ("Started", Date(e.Page.StartedAt)),
                    ("Service", service),
                    ("Secondary", secondary),
                    ("Hypothesis", Foreign(e.Hypothesis))),
                SlackBlock.Hint("Acknowledge in PagerDuty: that stops the escalation timer. Updates follow in this thread."),
            ]);
    }

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

    static SlackMessage Resolved(Effect.TellResolved e) => SlackMessage.Plain(
        $"✅ Resolved by {Foreign(e.By.Name)} at {Time(e.At)}, {(e.At - e.Page.StartedAt).Spoken()} after it started.");

    static string Capitalised(string words) => string.Concat(words[..1].ToUpperInvariant(), words.AsSpan(1));
}
