using OnCall.Core.Effects;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack;

/// <summary>What people read about the service itself. Nobody is mentioned: a notice wakes nobody.</summary>
static class NoticeMessage
{
    public static SlackMessage Of(Effect.TellNotice notice)
    {
        var (what, advice) = ($"🔧 {Quoting(notice.What)}", Quoting(notice.Advice));
        return new SlackMessage($"{what} {advice}", [SlackBlock.Paragraph($"*{what}*"), SlackBlock.Paragraph(advice)]);
    }
}
