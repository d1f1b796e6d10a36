using System.Diagnostics;
using System.Globalization;
using OnCall.Adapters.Slack.Commands;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using OnCall.Core.Text;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack.Home;

/// <summary>
/// The App Home: what burns first, then who is on call, the handover, and what is silenced; in the words in which
/// <c>/oncall</c> answers. Nobody is mentioned.
/// </summary>
public sealed class HomePage(OnCallPolicy policy)
{
    public const int MaxIncidents = 10;

    readonly OnCallAnswers _answers = new(policy);
    readonly OnCallZone _zone = new(policy.Zone);

    public SlackHome Of(HomeFacts facts) => new(
    [
        SlackBlock.Title($"On call at {policy.Team}"),
        .. Incidents(facts).Blocks,
        .. _answers.Who(facts.Duty.Now, facts.Duty.OverridesReadAt, facts.Now).Blocks,
        .. Next(facts.Duty.Next).Blocks,
        .. facts.Handover is { } handover
            ? _answers.HandoverStanding(handover.Latest, handover.Next, handover.Then).Blocks
            : Unread("Handover").Blocks,
        .. (facts.Silences is { } book ? SilenceAnswers.Listed(book) : Unread("Silences and noisy alerts")).Blocks,
        SlackBlock.Hint($"As of {Date(facts.Now)}; opening this page again reads it anew. {Allowed(facts)}"),
    ]);

    static string Allowed(HomeFacts facts) => facts.IsReaderKnown
        ? "`/oncall help` shows what can be typed."
        : "You are not among the people of the on-call policy: you may read all of this, and change nothing. In an emergency, tell "
            + "whoever is primary.";

    static SlackMessage Incidents(HomeFacts facts) => facts.Incidents switch
    {
        null => Unread("Open incidents"),
        { Count: 0 } => SlackMessage.Plain("*Open incidents* ✅ none"),
        var open => CommandAnswers.Lines(
            string.Create(CultureInfo.InvariantCulture, $"🚨 *Open incidents: {open.Count}*"),
            [.. open.Take(MaxIncidents).Select(incident => Line(incident, facts.Now))],
            open.Count > MaxIncidents
                ? string.Create(CultureInfo.InvariantCulture, $"… and {open.Count - MaxIncidents} more.")
                : null),
    };

    static string Line(HomeIncident incident, DateTimeOffset now) =>
        $"• {Link(incident.Page.Url, incident.Page.Title)}: {Standing(incident.State)}. Open for "
        + $"{(now - incident.Page.StartedAt).Spoken()}, since {Date(incident.Page.StartedAt)}."
        + (incident.Thread is { } thread ? $" {Link(thread, "Thread")}" : "");

    static string Standing(Incident incident) => incident switch
    {
        Incident.Paging paging => $"⏳ {Foreign(paging.Paged.Person.Name)} ({paging.Paged.Role.Spoken()}) is paged, "
            + $"acknowledge by {Time(paging.AckBy)}",
        Incident.Unanswered => "⚠️ everybody was paged and nobody has acknowledged",
        Incident.Acknowledged acknowledged => $"👀 {Foreign(acknowledged.Owner.Name)} has it",
        _ => throw new UnreachableException($"{incident} is not open."),
    };

    SlackMessage Next(IReadOnlyList<OnCallTurn> turns) =>
        CommandAnswers.Lines("*Next*", [.. turns.Select(turn => $"• {Quoting($"From {_zone.Show(turn.From)}: {turn.Say(policy, _zone)}")}")]);

    static SlackMessage Unread(string what) => SlackMessage.Plain($"*{what}* ⚠️ could not be read right now.");
}
