using System.Diagnostics;
using OnCall.Core.Policy;
using OnCall.Core.Reports;
using OnCall.Engine.Reports;
using static OnCall.Adapters.Slack.Mrkdwn;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>What somebody reads who reported a customer's loss, or a leak.</summary>
public sealed class ReportAnswers(OnCallPolicy policy)
{
    public SlackMessage Of(ReportOutcome outcome) => outcome switch
    {
        ReportOutcome.Paged { Report: var report } => Said(
            $"🚨 *This is a P1: PagerDuty pages for {Foreign(report.Org.Named)} now.*", report,
            $"The incident is declared in #{Foreign(policy.Channels.IncidentLive.Name)}."),
        ReportOutcome.PagedBefore { Report: var report, Since: var since } => Said(
            $"🚨 *{Foreign(report.Org.Named)} pages already, since {Date(since)}.* Nobody is paged again; your report is recorded.", report,
            "Should the incident have been resolved meanwhile, PagerDuty pages again."),
        ReportOutcome.Ticket ticket => Ticket(ticket),
        ReportOutcome.Refused refused => CommandAnswers.Refused(refused.Refusals),
        _ => throw new UnreachableException($"No answer for {outcome}."),
    };

    public SlackMessage OfLeak(bool isNew) => isNew
        ? SlackMessage.Plain("🚨 *A security event: PagerDuty pages for it now.* "
            + $"The incident is declared in #{Foreign(policy.Channels.IncidentLive.Name)}.")
        : SlackMessage.Plain("🚨 *You reported the same before, today, and it was paged then.* "
            + "Nobody is paged again. If it is another leak, say it in other words.");

    SlackMessage Ticket(ReportOutcome.Ticket ticket) => CommandAnswers.Lines(
        ticket.IsNew ? "🎫 *This is a ticket and pages nobody.*" : "🎫 *You reported the same before, today: it is one ticket, and pages nobody.*",
        [
            $"• {Quoting(ReportSentences.WhyNoPage(ticket.Report))}",
            $"• {Quoting(ReportSentences.Search(ticket.Report.Org))}",
            .. ticket.PagedSince is { } since ? [$"• A total loss of this org pages since {Date(since)}."] : Array.Empty<string>(),
        ],
        $"It is said in #{Foreign(policy.Channels.Noise.Name)} in business hours.");

    static SlackMessage Said(string title, CustomerReport report, string hint) =>
        CommandAnswers.Lines(title, [$"• {Quoting(ReportSentences.Search(report.Org))}"], hint);
}
