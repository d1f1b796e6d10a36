using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack;

/// <summary>What people read of the postmortem when an incident is over.</summary>
static class PostmortemMessages
{
    public static SlackMessage Of(Effect.TellPostmortem e) => new(
        $"📝 Postmortem draft: {Link(e.Url, e.Url.AbsoluteUri)}",
        [
            SlackBlock.Paragraph($"📝 Postmortem draft: {Link(e.Url, e.Url.AbsoluteUri)}"),
            SlackBlock.Hint("The timeline and the deploys stand in it; the open questions are for whoever was there."),
        ]);

    public static SlackMessage Of(Effect.TellNoPostmortem e) => new(
        $"⚠️ Postmortem draft: it could not be offered. {Foreign(e.Why)}",
        [
            SlackBlock.Paragraph($"⚠️ Postmortem draft: it could not be offered. {Foreign(e.Why)}"),
            SlackBlock.Hint($"It is not lost: {Where(e.Page)}"),
        ]);

    /// <summary>Where it is whether or not it was offered anywhere.</summary>
    public static string Where(Page page) => $"`GET /api/incidents/{Foreign(page.Incident.Value)}?format=markdown`";
}
