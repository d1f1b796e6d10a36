using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Engine.Outbox;

namespace OnCall.Simulation;

/// <summary>Where postmortems are written: it is away when the other sources are.</summary>
sealed class SimulatedGitHub(World world) : INeighbour
{
    readonly HashSet<IncidentId> _offered = [];

    public Lane Lane => Lane.GitHub;

    public bool Has(IncidentId incident) => _offered.Contains(incident);

    public async Task<Delivery> PerformAsync(Letter letter, CancellationToken cancellation)
    {
        try
        {
            return await world.DoAsync(Part.Sources, () => Take(((Effect.OfferPostmortem)letter.Effect).Page.Incident), cancellation);
        }
        catch (AwayException e)
        {
            return new Delivery.RetryLater(e.Message);
        }
    }

    // As the adapter does: what was offered is found, and answered with the same address.
    Delivery.Done Take(IncidentId incident)
    {
        world.Timeline.Tell($"incident-{incident} GitHub: {(_offered.Add(incident) ? "a draft is offered" : "it was offered already")}");
        return new Delivery.Done("ok", $"https://github.com/novalien/novavms-cloud/pull/{incident}");
    }
}
