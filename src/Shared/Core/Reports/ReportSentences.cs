using System.Globalization;
using OnCall.Core.Alerts;
using OnCall.Core.Noise;
using OnCall.Core.Orgs;
using OnCall.Core.Processes;

namespace OnCall.Core.Reports;

/// <summary>What is said of a report: on a telephone, in the noise channel, and to whoever reported it.</summary>
public static class ReportSentences
{
    const string WhatPages = "It pages when live view and playback are lost for the whole org.";

    public static Alert Alert(CustomerReport report, DateTimeOffset now) => new(
        Rules.CustomerReport.Id, report.Org.Scope, $"Customer lost live view and playback for the whole org: {report.Org.Named}",
        WhyPage(report), report.Org.Scope, Links(report.Org), now);

    /// <summary>Bundled by org: what one customer says never hides what another does.</summary>
    public static NoiseReport Ticket(CustomerReport report, DateTimeOffset now) => new(
        $"{Rules.CustomerReport.Id} {report.Org.Scope}", What(report), WhyNoPage(report), now, (report.Org as ReportedOrg.Found)?.Org.Page);

    /// <summary>What was found of the org, or why nothing was.</summary>
    public static string Search(ReportedOrg org) => org switch
    {
        ReportedOrg.Found { Org: var found } =>
            $"Cross-org search found {found.Named}{(found.OwnerEmail is { } owner ? $" of {owner}" : "")}: {found.State}.",
        ReportedOrg.NotLookedUp { Why: var why } => $"The org could not be looked up: {why.TrimEnd('.')}. Confirm the state yourself.",
        _ => throw new System.Diagnostics.UnreachableException($"No words for {org}."),
    };

    /// <summary>Where the line is, for what does not page.</summary>
    public static string WhyNoPage(CustomerReport report)
    {
        var (lost, org) = (report.Loss.Lost, (report.Org as ReportedOrg.Found)?.Org);
        return (lost, report.Loss.IsOfWholeOrg(org)) switch
        {
            (LostView.Both, _) => $"{Extent(report.Loss, org)} and not the whole org. {WhatPages}",
            (_, true) => $"Only {lost.Spoken()} is lost, and {Other(lost)} still works. {WhatPages}",
            _ => $"Only {lost.Spoken()} is lost, on {Extent(report.Loss, org)}. {WhatPages}",
        };
    }

    static string WhyPage(CustomerReport report) =>
        $"{report.By.Name} reports total loss of live view and playback for the entire org, which is a P1: \"{report.Words}\" "
        + Search(report.Org);

    // Brief: of what waits for the morning not more than a line is kept. The event has all of it.
    static string What(CustomerReport report)
    {
        var org = (report.Org as ReportedOrg.Found)?.Org;
        var extent = report.Loss.IsOfWholeOrg(org) ? "the whole org" : Extent(report.Loss, org);
        return $"{report.Org.Named} lost {report.Loss.Lost.Spoken()} ({extent}), says {report.By.Name}: \"{report.Words}\"";
    }

    // Only asked for some cameras, or for all of them counted one by one.
    static string Extent(Loss loss, FoundOrg? org)
    {
        var cameras = loss.Cameras ?? 0;
        return string.Create(CultureInfo.InvariantCulture,
            $"{cameras}{(org?.Cameras is { } all ? $" of {all.Total}" : "")} {(cameras == 1 && org?.Cameras is null ? "camera" : "cameras")}");
    }

    static string Other(LostView lost) => (lost == LostView.LiveView ? LostView.Playback : LostView.LiveView).Spoken();

    static IReadOnlyList<AlertLink> Links(ReportedOrg org) =>
        org is ReportedOrg.Found { Org: { Page: { } page } found } ? [new AlertLink(found.Named, page)] : [];
}
