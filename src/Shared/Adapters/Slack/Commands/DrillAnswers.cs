using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Text;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>What somebody reads who wants to practise: what would happen now, without anything happening.</summary>
public static class DrillAnswers
{
    public static SlackMessage Of(Rehearsal rehearsal, OnCallPolicy policy)
    {
        var channel = $"#{Foreign(policy.Channels.IncidentLive.Name)}";
        var rules = policy.Incidents;
        List<string> lines =
        [
            .. rehearsal.Pages.Select(page => $"• {At(rehearsal, page.At)}: *{Foreign(page.Responder.Person.Name)}* is paged as "
                + $"{page.Responder.Role.Spoken()}, until {Time(page.AckBy)}{(page.At == rehearsal.Start ? $"; declared in {channel}" : "")}"),
            $"• {At(rehearsal, rehearsal.ExhaustedAt)}: nobody is left; everybody in {channel} is called",
        ];
        lines.AddRange(rehearsal.Skipped.Select(role => $"• the {role.Spoken()} is skipped: nobody else stands on that level"));
        lines.Add($"• Acknowledged, whoever has it owes a word outward every {rules.CommunicateEvery.Spoken()}, and is asked at "
            + $"{Time(rehearsal.Start + rules.ConvergeAfter)} whether it converges: if not, help is paged");
        return CommandAnswers.Lines(
            "🧪 *A drill: nobody is paged, and only you see this.* If it paged now and nobody acknowledged:", lines,
            "As the rotation and its overrides stand. Everything played through, on your own machine: "
            + "`dotnet run --project src/LocalHost -- drill nobody-answers`; `drill --help` lists the others.");
    }

    static string At(Rehearsal rehearsal, DateTimeOffset at) =>
        at == rehearsal.Start ? $"{Time(at)} (now)" : $"{Time(at)} (after {(at - rehearsal.Start).Spoken()})";
}
