using OnCall.Core.Handovers;
using OnCall.Core.Incidents;
using OnCall.Core.Postmortems;
using OnCall.Engine.Postmortems;
using OnCall.Engine.Reconcile;

namespace OnCall.Engine.Handovers;

/// <summary>PagerDuty's own list, so that an incident is in the note whether or not its webhook ever came.</summary>
public sealed class OpenIncidentsSource(
    IIncidentSource incidents, IPostmortems postmortems, TimeProvider clock, DraftLimit limits) : INoteSource
{
    /// <summary>Less than the whole section may take: drafts that cannot be read do not take the incidents with them.</summary>
    static readonly TimeSpan DraftsWithin = DraftLimit.ReadWithin - TimeSpan.FromSeconds(2);

    public NoteSection Section => NoteSection.OpenIncidents;

    public async Task<SectionContent> ReadAsync(CancellationToken cancellation)
    {
        var drafts = ReadDraftsAsync(cancellation);
        var standing = await incidents.ReadOpenAsync(cancellation);
        var written = await drafts;
        return standing.AsSection(found => Lines([.. found.Select(Open).OfType<OpenIncident>()], written));
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

    SectionContent.Known Lines(List<OpenIncident> open, Listing<Postmortem> written)
    {
        var lines = NoteLines.Of(
            open, written is Listing<Postmortem>.Read read ? read.Items : [], WholeList(open), clock.GetUtcNow());
        // Without an incident nobody misses a draft.
        return open.Count > 0 && written is Listing<Postmortem>.NotRead unread
            ? lines with { Gap = $"Postmortem drafts could not be read: {unread.Why}" }
            : lines;
    }

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
