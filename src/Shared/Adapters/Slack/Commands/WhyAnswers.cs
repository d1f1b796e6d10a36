using OnCall.Core.Detection;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>What somebody reads who asks why it pages, or does not.</summary>
public static class WhyAnswers
{
    public static SlackMessage Of(IReadOnlyList<Standing> standings) => CommandAnswers.Lines(
        "*What is watched*", [.. standings.Select(Line)],
        "Hold one back: `/oncall silence cloud-api-5xx for 2h because planned work`. More: GET /api/detectors");

    static string Line(Standing one)
    {
        var blind = one.Blind is { } why ? $"\n⚠️ {Quoting(why)}" : "";
        return $"{Sign(one)} `{Foreign(one.Name)}`  {Quoting(one.Sentence)}{blind}";
    }

    static string Sign(Standing one) => one.Phase switch
    {
        "paged" or "recovering" => "🚨",
        "held-back" => "🔕",
        "suspicious" => "👀",
        _ => "•",
    };
}
