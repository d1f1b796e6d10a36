using System.Diagnostics.CodeAnalysis;
using OnCall.Core.Handovers;
using OnCall.Core.Incidents;
using OnCall.Core.Postmortems;
using OnCall.Engine.Incidents;
using OnCall.Engine.Postmortems;
using OnCall.Engine.Reconcile;

namespace OnCall.Engine.Handovers;

/// <summary>PagerDuty's own list, so that an incident is in the note whether or not its webhook ever came.</summary>
public sealed class OpenIncidentsSource(
    IIncidentSource incidents, IClosedIncidents closed, IPostmortems postmortems, TimeProvider clock, DraftLimit limits) : INoteSource
{
    /// <summary>Less than the whole section may take: drafts that cannot be read do not take the incidents with them.</summary>
    static readonly TimeSpan DraftsWithin = DraftLimit.ReadWithin - TimeSpan.FromSeconds(2);

    public NoteSection Section => NoteSection.OpenIncidents;

    public async Task<SectionContent> ReadAsync(CancellationToken cancellation)
    {
        var (drafts, ends) = (ReadDraftsAsync(cancellation), ReadClosedAsync(cancellation));
        var standing = await incidents.ReadOpenAsync(cancellation);
        var (written, over) = (await drafts, await ends);
        return standing.AsSection(found => Lines([.. found.Select(Open).OfType<OpenIncident>()], over, written));
    }

    async Task<Listing<Postmortem>> ReadDraftsAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(DraftsWithin, limits.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return await postmortems.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Listing<Postmortem>.NotRead("Their folder was not listed in time.");
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps our own record from being read, PagerDuty's is told.")]
    async Task<Listing<IncidentEnd>> ReadClosedAsync(CancellationToken cancellation)
    {
        try
        {
            return new Listing<IncidentEnd>.Read(await closed.ReadClosedAsync(cancellation));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new Listing<IncidentEnd>.NotRead("What was resolved could not be looked up in storage.");
        }
    }

    SectionContent.Known Lines(List<OpenIncident> open, Listing<IncidentEnd> over, Listing<Postmortem> written)
    {
        var lines = NoteLines.Of(open, ItemsOf(over), ItemsOf(written), WholeList(open), clock.GetUtcNow());
        return (over, written) switch
        {
            (Listing<IncidentEnd>.NotRead unread, _) => lines with { Gap = $"Postmortem drafts could not be read: {unread.Why}" },
            // Without an open incident nobody misses a draft in the folder.
            (_, Listing<Postmortem>.NotRead unread) when open.Count > 0 =>
                lines with { Gap = $"Postmortem drafts could not be read: {unread.Why}" },
            _ => lines,
        };
    }

    static IReadOnlyList<T> ItemsOf<T>(Listing<T> listing) => listing is Listing<T>.Read read ? read.Items : [];

    static OpenIncident? Open(StandingIncident standing) => standing.Command switch
    {
        IncidentCommand.Raise raise => new OpenIncident(raise.Page, Owner: null),
        IncidentCommand.Acknowledge acknowledge => new OpenIncident(acknowledge.Page, acknowledge.By),
        _ => null,
    };

    // Each team's PagerDuty has an address of its own, and shows its open incidents there.
    static Uri? WholeList(List<OpenIncident> open) =>
        open.Select(incident => incident.Page.Url).OfType<Uri>().FirstOrDefault() is { } url ? new Uri(url, "/incidents") : null;
}
