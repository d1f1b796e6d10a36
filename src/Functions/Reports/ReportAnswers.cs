using System.Diagnostics;
using System.Text.Json.Serialization;
using OnCall.Core.Alerts;
using OnCall.Core.Orgs;
using OnCall.Core.Processes;
using OnCall.Core.Reports;
using OnCall.Engine.Reports;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Reports;

/// <param name="Outcome">"paged", "paged-before", "ticket" or "ticket-before".</param>
/// <param name="Why">Where the line is.</param>
/// <param name="Search">What was found of the org, or why nothing was.</param>
/// <param name="Org">Null when it could not be looked up.</param>
sealed record ReportAnswer(string Outcome, string Why, string Search, FoundOrgAnswer? Org)
{
    /// <summary>By what PagerDuty knows the alert; null for a ticket.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Key { get; init; }

    /// <summary>Since when a total loss of the org pages; null while none does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? PagedSince { get; init; }
}

sealed record FoundOrgAnswer(
    string Id, string Name, string? OwnerEmail, OnlineAnswer? Cameras, OnlineAnswer? Gateways, bool? AllowsImpersonation);

sealed record OnlineAnswer(int Online, int Total);

/// <summary>What whoever reported a loss reads.</summary>
static class ReportAnswering
{
    const string WhyPaged = "Live view and playback are lost for the whole org: a P1.";

    public static IResult Of(ReportOutcome outcome) => outcome switch
    {
        ReportOutcome.Paged { Report: var report } => Json(
            Answer("paged", WhyPaged, report) with { Key = KeyOf(report) }, StatusCodes.Status201Created),
        ReportOutcome.PagedBefore { Report: var report, Since: var since } => Json(
            Answer("paged-before", $"{WhyPaged} It pages already: nobody is paged again, and the report is recorded.", report) with
            {
                Key = KeyOf(report),
                PagedSince = since,
            },
            StatusCodes.Status200OK),
        ReportOutcome.Ticket { Report: var report } ticket => Json(
            Answer(ticket.IsNew ? "ticket" : "ticket-before", ReportSentences.WhyNoPage(report), report) with { PagedSince = ticket.PagedSince },
            ticket.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK),
        ReportOutcome.Refused refused => PeopleAnswers.Refused(refused.Refusals),
        _ => throw new UnreachableException($"No answer for {outcome}."),
    };

    static ReportAnswer Answer(string outcome, string why, CustomerReport report) => new(
        outcome, why, ReportSentences.Search(report.Org), report.Org is ReportedOrg.Found { Org: var org } ? Shown(org) : null);

    static FoundOrgAnswer Shown(FoundOrg org) => new(
        org.Id, org.Name, org.OwnerEmail, Shown(org.Cameras), Shown(org.Gateways), org.AllowsImpersonation);

    static OnlineAnswer? Shown(OnlineCount? count) => count is null ? null : new OnlineAnswer(count.Online, count.Total);

    static string KeyOf(CustomerReport report) => DedupKey.Of(Rules.CustomerReport.Id, report.Org.Scope).Value;

    static IResult Json(ReportAnswer answer, int status) =>
        Results.Json(answer, AnswerJson.Default.ReportAnswer, statusCode: status);
}
