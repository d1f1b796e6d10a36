using OnCall.Adapters.Slack;
using OnCall.Adapters.Slack.Commands;
using OnCall.Core.Policy;
using OnCall.Engine.Reports;
using OnCall.Engine.Security;
using OnCall.Engine.Streams;

namespace OnCall.Functions.SlackCommands;

/// <summary>The slow path: what customers and people report by typing it into Slack.</summary>
sealed class SlackCommandReports(OnCallPolicy policy, ReportDesk reports, SecurityDesk security)
{
    // Slack waits three seconds: what is not found by then is reported as not looked up.
    static readonly TimeSpan SearchPatience = TimeSpan.FromSeconds(1);

    readonly ReportAnswers _answers = new(policy);

    public async Task<(string Outcome, SlackMessage Answer)> DoAsync(OnCallWish.OfReport wanted, CancellationToken cancellation)
    {
        var outcome = await reports.ReportAsync(wanted.Told, SearchPatience, cancellation);
        return (outcome.GetType().Name, _answers.Of(outcome));
    }

    public async Task<(string Outcome, SlackMessage Answer)> DoAsync(OnCallWish.OfLeak wanted, CancellationToken cancellation)
    {
        var isNew = await security.ReportLeakAsync(wanted.What, wanted.By, cancellation) is Step.Taken;
        return (isNew ? "paged" : "paged before", _answers.OfLeak(isNew));
    }
}
