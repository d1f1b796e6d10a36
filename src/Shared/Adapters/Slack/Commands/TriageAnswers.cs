using OnCall.Core.Incidents;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>What somebody reads at once who asks for a triage, which takes its time.</summary>
public static class TriageAnswers
{
    public static SlackMessage RunningForYou { get; } = SlackMessage.Plain(
        "🔎 Triage is running. What is found comes here in a few seconds, for your eyes only.");

    public static SlackMessage TooSlow { get; } = SlackMessage.Plain(
        "⚠️ Triage takes too long to be answered here: type it in a channel that this app is a member of.");

    public static SlackMessage NotAllowed { get; } = SlackMessage.Plain(
        "✋ You may not run the triage of this incident, by `incidents.may` of the policy; that you tried is on record.");

    public static SlackMessage Running(Page page, string channel) => SlackMessage.Plain(
        $"🔎 Triage is running. What is found comes into the thread of {Named(page)} in #{channel}.");

    public static SlackMessage RunningAlready(Page page, string channel) => SlackMessage.Plain(
        $"🔎 Triage is running already, and comes into the thread of {Named(page)} in #{channel}.");

    static string Named(Page page) => $"*{Link(page.Url, page.Title)}* ({Foreign(page.Incident.Value)})";
}
