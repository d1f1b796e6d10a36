using OnCall.Core.Handovers;
using OnCall.Core.Incidents;
using OnCall.Engine.Reconcile;

namespace OnCall.Engine.Handovers;

/// <summary>PagerDuty's own list, so that an incident is in the note whether or not its webhook ever came.</summary>
public sealed class OpenIncidentsSource(IIncidentSource incidents, TimeProvider clock) : INoteSource
{
    public NoteSection Section => NoteSection.OpenIncidents;

    public async Task<SectionContent> ReadAsync(CancellationToken cancellation) =>
        (await incidents.ReadOpenAsync(cancellation)).AsSection(standing =>
        {
            List<OpenIncident> open = [.. standing.Select(Open).OfType<OpenIncident>()];
            return NoteLines.Of(open, WholeList(open), clock.GetUtcNow());
        });

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
