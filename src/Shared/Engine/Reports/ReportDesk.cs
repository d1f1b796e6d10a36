using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OnCall.Core.Alerts;
using OnCall.Core.Orgs;
using OnCall.Core.Processes;
using OnCall.Core.Reports;
using OnCall.Engine.Alerts;
using OnCall.Engine.Orgs;
using OnCall.Engine.Reconcile;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Reports;

/// <param name="Org">As the reporter names it.</param>
public sealed record ToldLoss(OrgReference Org, Loss Loss, string Words, Actor By);

/// <summary>
/// Takes in what customers report: looks the org up first, and hands the report to the process of that org. A search that does
/// not answer keeps no report from being taken.
/// </summary>
public sealed class ReportDesk(
    ProcessRunner<Report, ReportCommand, ReportEvent> reports,
    StreamCodec<Report, ReportEvent> codec,
    IStreamStore store,
    IOrgSearch search,
    TimeProvider clock) : IAlertSource
{
    const int MaxShown = 5;

    /// <param name="patience">How long the search may take, by the machine's clock.</param>
    public async Task<ReportOutcome> ReportAsync(ToldLoss told, TimeSpan patience, CancellationToken cancellation)
    {
        var found = await search.FindAsync(told.Org.Value, patience, cancellation);
        var report = OrgIn(found, told.Org) is { } org ? new CustomerReport(org, told.Loss, told.Words.Trim(), told.By) : null;
        if (report is null)
            return new ReportOutcome.Refused([WhyNoOrg(((Listing<FoundOrg>.Read)found).Items, told.Org)]);

        var id = IdOf(DedupKey.Of(Rules.CustomerReport.Id, report.Org.Scope));
        var now = clock.GetUtcNow();
        var step = await reports.HandleAsync(
            id, new ReportCommand.Receive(report, now), report.IsP1 ? [] : [TicketOf(report, now)], cancellation);
        if (step is Step.Rejected rejected)
            return new ReportOutcome.Refused(rejected.Refusals);
        return await OutcomeAsync(id, report, isNew: step is Step.Taken, cancellation);
    }

    public bool Triggers(string rule) => rule == Rules.CustomerReport.Id;

    public async Task<Cause?> FindAsync(DedupKey key, CancellationToken cancellation) =>
        await PagedAsync(IdOf(key), cancellation) is { Alert: var alert } && alert.Key == key ? Cause.Of(alert) : null;

    public Task ClosedAsync(DedupKey key, Actor by, DateTimeOffset at, CancellationToken cancellation) =>
        reports.HandleAsync(IdOf(key), new ReportCommand.Close(by, at, clock.GetUtcNow()), inputs: [], cancellation);

    // By the key itself, of which the org cannot be told any more when it is too long.
    static string IdOf(DedupKey key) => key.Value.Split('/', 2) is [_, var scope] ? scope : "";

    async Task<Report.Paged?> PagedAsync(string id, CancellationToken cancellation) =>
        await store.ReadAsync(ProcessId.Of(reports.Kind, id), cancellation) is { } found
            ? codec.ReadState(found.Head.State) as Report.Paged
            : null;

    static ReportedOrg? OrgIn(Listing<FoundOrg> found, OrgReference given) => found switch
    {
        Listing<FoundOrg>.NotRead notRead => new ReportedOrg.NotLookedUp(given, notRead.Why),
        Listing<FoundOrg>.Read { Items: var items } when items.Where(given.Means).ToList() is [var one] => new ReportedOrg.Found(one),
        _ => null,
    };

    static Refusal WhyNoOrg(IReadOnlyList<FoundOrg> found, OrgReference given)
    {
        var field = given.IsEmail ? "ownerEmail" : "org";
        var meant = found.Where(given.Means).ToList();
        if (meant.Count > 1)
            return new Refusal("org-ambiguous", field, string.Create(CultureInfo.InvariantCulture,
                $"{meant.Count} orgs belong to '{given}': {Listed(meant)}. Report the one that it is about by its id."));
        return new Refusal("org-unknown", field,
            $"cross-org search finds no org '{given}'{(found.Count > 0 ? $"; it finds {Listed(found)}" : "")}. Ask the customer for the org's id "
            + "or its owner's e-mail; if the search is wrong and it is a total loss, page in PagerDuty by hand.");
    }

    static string Listed(IReadOnlyList<FoundOrg> orgs) =>
        string.Join("; ", orgs.Take(MaxShown).Select(org => $"{org.Named}, {org.State}"))
        + (orgs.Count > MaxShown ? string.Create(CultureInfo.InvariantCulture, $"; and {orgs.Count - MaxShown} more") : "");

    // Pressed twice, or sent again after an answer that was lost, a ticket is one. A P1 is never taken for a repetition.
    static InputId TicketOf(CustomerReport report, DateTimeOffset now)
    {
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{now.UtcDateTime:yyyy-MM-dd}\n{report.Loss.Lost}\n{report.Loss.Cameras}\n{report.By.Id}\n{report.Words}");
        return new InputId($"report-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}");
    }

    async Task<ReportOutcome> OutcomeAsync(string id, CustomerReport report, bool isNew, CancellationToken cancellation)
    {
        var paged = await PagedAsync(id, cancellation);
        return (report.IsP1, paged) switch
        {
            (false, _) => new ReportOutcome.Ticket(report, isNew, paged?.Since),
            (true, { Times: > 1 }) => new ReportOutcome.PagedBefore(report, paged.Since),
            _ => new ReportOutcome.Paged(report),
        };
    }
}
