using OnCall.Core.Incidents;
using OnCall.Core.Processes;
using OnCall.Core.Text;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>What somebody reads who typed something about an incident.</summary>
public static class IncidentAnswers
{
    const int MaxListed = 10;

    public static SlackMessage NoneOpen { get; } = CommandAnswers.Lines(
        "✋ *No incident is open.* Nothing was done.", [], "Nothing has paged for it? `/oncall declare` and what is broken pages the primary.");

    /// <summary>Without it the same command could be taken twice.</summary>
    public static Refusal NoTrigger { get; } = new(
        "trigger-missing", "trigger_id", "Slack sent none, so nothing was done. Use the buttons in the incident's thread.");

    public static Refusal NoOrg { get; } = new(
        "no-org", "org", "is missing, or is neither an org's id nor its owner's e-mail, such as org_7f3a.");

    /// <summary>Slack waits no longer.</summary>
    public static SlackMessage TooSlow { get; } = SlackMessage.Plain(
        "⚠️ Storage is too slow right now, so it is not known whether this was done. Look into the incident's thread before you try again.");

    /// <param name="verb">What was typed: "update".</param>
    public static SlackMessage WhichOne(string verb, string text, IReadOnlyList<Page> open, DateTimeOffset now) => CommandAnswers.Lines(
        $"🤔 *Which one?* {open.Count} incidents are open. Nothing was done.",
        [
            .. open.Take(MaxListed).Select(page =>
                $"• `/oncall {verb} {Foreign(page.Incident.Value)}{(text.Length > 0 ? " …" : "")}`  {Link(page.Url, page.Title)}, "
                + $"open for {(now - page.StartedAt).Spoken()}"),
            .. open.Count > MaxListed ? new[] { $"• … and {open.Count - MaxListed} more: `GET /api/incidents`" } : [],
        ]);

    public static Refusal NotOpen(string id) => new(
        "incident-not-open", "incident", $"no incident {WishReader.Shown(id)} is open; leave its id out, or write that of one that is.");

    /// <summary>As they are told in the thread; there it is on record.</summary>
    public static SlackMessage NotAllowed { get; } = SlackMessage.Plain(
        "✋ *You may not do this with this incident*, so nothing was done; that you tried is on record. Only whoever is on call or has "
        + "the incident may, unless the policy says otherwise (incidents.may). Write into the thread what should be done.");

    public static SlackMessage Sent(string channel, DateTimeOffset nextBy) => SlackMessage.Plain(
        $"📣 *Sent*, into the incident's thread and into {Foreign(channel)}. Next word by {Time(nextBy)}.");

    public static SlackMessage SentAlready { get; } = SlackMessage.Plain("📣 *Sent already*: the same words came twice.");

    public static SlackMessage Paged(Responder responder) => SlackMessage.Plain(
        $"⏫ *{Foreign(responder.Person.Name)} is paged now* as {responder.Role.Spoken()}. It stands in the incident's thread.");

    /// <summary>The form is on their screen.</summary>
    public static SlackMessage FormOpened { get; } = SlackMessage.Plain("✍️ *Say why in the form*, in one sentence. Nobody is paged until you send it.");

    public static SlackMessage PagedAlready { get; } = SlackMessage.Plain("⏫ *Paged already*: this very command came twice.");
}
