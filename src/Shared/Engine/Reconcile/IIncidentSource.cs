using OnCall.Core.Alerts;
using OnCall.Core.Incidents;

namespace OnCall.Engine.Reconcile;

/// <summary>Who pages, asked how its incidents stand.</summary>
public interface IIncidentSource
{
    /// <summary>Every incident that is triggered or acknowledged.</summary>
    Task<Listing<StandingIncident>> ReadOpenAsync(CancellationToken cancellation);

    /// <summary>One incident, whatever its state. An empty listing when the source does not know it.</summary>
    Task<Listing<StandingIncident>> ReadAsync(IncidentId incident, CancellationToken cancellation);
}

/// <param name="Command">What brings an incident of ours to where this one stands.</param>
/// <param name="Key">By what the source knows the alert that it is of; null when it does not say.</param>
public sealed record StandingIncident(IncidentId Incident, IncidentCommand Command, DedupKey? Key = null);
