using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Text;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack;

/// <summary>What people read in an incident's thread between its declaration and its end.</summary>
static class IncidentCourseMessages
{
    /// <returns>Null for an effect that is about something else.</returns>
    public static SlackMessage? Of(Effect.ToSlack effect) => effect switch
    {
        Effect.TellNobodyOnline e => SlackMessage.Plain(
            $"⏳ {Mention(e.Paged.Person)}, nobody on call is online yet: {(e.At - e.Page.StartedAt).Spoken()} after the page "
            + "nobody has acknowledged it or written here. Acknowledge in PagerDuty, or write a word here if you are on your way."),
        Effect.TellPagedUp e => PagedUp(e),
        Effect.TellReassigned e => SlackMessage.Plain(
            $"🔁 {Foreign(e.By.Name)} re-assigned this incident to {Called(e.To.Name, e.Paged)} in PagerDuty. Acknowledge by {Time(e.AckBy)}."),
        Effect.TellAckExpired e => SlackMessage.Plain(
            $"⌛ {Foreign(e.Owner.Name)}'s acknowledgement is gone: PagerDuty let it expire, or it was taken back. {Mention(e.Paged.Person)}, "
            + $"acknowledge it again by {Time(e.AckBy)}, or re-assign it in PagerDuty."),
        Effect.TellStepsSkipped e => SlackMessage.Plain(
            $"⏩ Skipped so far: {string.Join(", ", e.Steps.Select(step => step.Spoken()))} "
            + $"({Foreign(e.By.Name)} went on with: {e.Before.Spoken()}). "
            + "“Do not skip steps because the cause looks obvious.”"),
        Effect.TellHypothesis e => SlackMessage.Plain($"💡 Hypothesis, by {Foreign(e.By.Name)}: {Foreign(e.Text)}"),
        Effect.HintNotAllowed e => SlackMessage.Plain(NotAllowed(e)),
        _ => TriageMessages.Of(effect) ?? ImpersonationMessages.Of(effect) ?? OfComms(effect) ?? OfConvergence(effect),
    };

    static SlackMessage? OfComms(Effect.ToSlack effect) => effect switch
    {
        Effect.RemindOfWord e => Remind(e),
        Effect.TellSnoozed e => SlackMessage.Plain($"💤 {Foreign(e.By.Name)} put the next outward word off until {Time(e.Until)}."),
        Effect.TellUpdate e => new SlackMessage(
            $"📣 Update by {Foreign(e.By.Name)}: {Foreign(e.Text)} Next word by {Time(e.NextBy)}.",
            [
                SlackBlock.Paragraph($"📣 *{Foreign(e.Page.Title)}*\n{Fitting(e.Text, SlackBlock.MaxFieldLength)}"),
                SlackBlock.Hint($"Update by {Foreign(e.By.Name)}. Next word by {Time(e.NextBy)}."),
            ],
            AlsoInChannel: true),
        _ => null,
    };

    static SlackMessage? OfConvergence(Effect.ToSlack effect) => effect switch
    {
        Effect.AskConverging e => SlackMessage.Plain(
            $"🧭 {Owner(e.Person, e.Owner.Name)}, {(e.At - e.StartedAt).Spoken()} in: are you clearly converging on a fix? Without an answer by "
            + $"{Time(e.AnswerBy)} help is paged.")
            .With(
                new SlackButton("Yes, converging", IncidentButtons.Converging, e.Page.Incident.Value),
                new SlackButton("No, page help", IncidentButtons.NotConverging, e.Page.Incident.Value)),
        Effect.TellConverging { IsConverging: true } e => SlackMessage.Plain(
            $"🧭 Converging, says {Foreign(e.By.Name)}. Asked again at {Time(e.AskAgainAt)}."),
        Effect.TellConverging e => SlackMessage.Plain($"🧭 Not converging, says {Foreign(e.By.Name)}. {Follow(e.Runbook)}"),
        Effect.TellConvergingUnanswered e => SlackMessage.Plain(
            $"🧭 {Foreign(e.Owner.Name)} did not say whether this converges, so help is paged. {Follow(e.Runbook)}"),
        Effect.TellHelpNotFound => SlackMessage.Plain(
            "🧭 Nobody is left in the escalation chain who was not paged for help already. If you cannot go on alone, phone somebody."),
        _ => null,
    };

    static SlackMessage PagedUp(Effect.TellPagedUp e)
    {
        var call = $"⏫ {Mention(e.Paged.Person)}, you are paged as {e.Paged.Role.Spoken()}: please come and help. Acknowledge by {Time(e.AckBy)}.";
        return new SlackMessage(
            $"{call} {Foreign(e.Reason)}",
            [
                SlackBlock.Paragraph(call),
                SlackBlock.Paragraph($"*{Link(e.Page.Url, e.Page.Title)}*"),
                SlackBlock.Hint($"Note in PagerDuty: {Foreign(e.Reason)}"),
            ]);
    }

    static SlackMessage Remind(Effect.RemindOfWord e)
    {
        var silence = e.Since is { } since
            ? $"the last word outward was {(e.At - since).Spoken()} ago"
            : $"{(e.At - e.Page.StartedAt).Spoken()} in, and no word outward yet";
        var incident = e.Page.Incident.Value;
        return SlackMessage.Plain(
            $"⏰ {Owner(e.Person, e.Owner.Name)}, {silence}. Even “still investigating, no customer impact update” is a message.")
            .With(
                new SlackButton("Still investigating, no update on customer impact", IncidentButtons.StillInvestigating, incident),
                new SlackButton("Write an update", IncidentButtons.WriteUpdate, incident),
                new SlackButton($"Snooze {e.SnoozeFor.Spoken()}", IncidentButtons.Snooze, incident));
    }

    static string NotAllowed(Effect.HintNotAllowed e)
    {
        var who = e.Who == IncidentRole.Lead ? "the engineering lead and the CTO" : "whoever is on call or has this incident";
        return $"Only {who} can do this. Write into the thread what should be done; that you tried is on record.";
    }

    static string Owner(Person? person, string name) => person is null ? Foreign(name) : Mention(person);

    static string Called(string name, Responder paged) => paged.Person.Name == name ? Mention(paged.Person) : Foreign(name);

    static string Follow(Uri? runbook) => runbook is null
        ? "Follow the Incident response runbook."
        : $"Follow the {Link(runbook, "Incident response runbook")}.";
}
