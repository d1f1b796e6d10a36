using Microsoft.Extensions.Logging;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using OnCall.Engine.Notices;

namespace OnCall.Engine.Rotation;

/// <summary>
/// The preflight of each day: what it finds is said once for as long as it stands, and no more when it is mended. What
/// could not be read is neither found nor mended.
/// </summary>
public sealed partial class PreflightCheck(
    OnCallPolicy policy,
    PreflightQuestions questions,
    StoredOverrides overrides,
    NoticeBoard notices,
    TimeProvider clock,
    ILogger<PreflightCheck> log)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        var book = await overrides.ReadAsync(cancellation);
        var facts = await questions.AskAsync(policy, cancellation);
        var report = Preflight.Of(new PolicyReading.Valid(policy), book.Overrides, facts, clock.GetUtcNow());

        var found = report.Findings.ToDictionary(finding => finding.Topic);
        foreach (var topic in report.Topics)
            await SayAsync($"preflight-{topic}", found.GetValueOrDefault(topic), cancellation);
        LogChecked(report.Topics.Count, report.Findings.Count);
    }

    async Task SayAsync(string notice, PreflightFinding? finding, CancellationToken cancellation)
    {
        if (finding is null)
            await notices.SettleAsync(notice, cancellation);
        else if (finding.WasRead)
            await notices.AnnounceAsync(notice, new NoticeText(finding.Sentence, finding.Mend), cancellation);
        else
            LogNotRead(finding.Sentence);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Preflight: {Sentence}")]
    partial void LogNotRead(string sentence);

    [LoggerMessage(Level = LogLevel.Information, Message = "Preflight: {Asked} asked, {Found} found")]
    partial void LogChecked(int asked, int found);
}
