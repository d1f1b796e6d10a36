using OnCall.Core.Incidents;

namespace OnCall.Engine.Reconcile;

/// <summary>Who pages, asked how its incidents stand.</summary>
public interface IIncidentSource
{
    /// <summary>Every incident that is triggered or acknowledged.</summary>
    Task<IncidentListing> ReadOpenAsync(CancellationToken cancellation);

    /// <summary>One incident, whatever its state. An empty listing when the source does not know it.</summary>
    Task<IncidentListing> ReadAsync(IncidentId incident, CancellationToken cancellation);
}

public abstract record IncidentListing
{
    IncidentListing() { }

    public sealed record Read(IReadOnlyList<StandingIncident> Incidents) : IncidentListing;

    /// <summary>Nothing follows from it: what was not read is not "none".</summary>
    public sealed record NotRead(string Why) : IncidentListing;
}

/// <param name="Command">What brings an incident of ours to where this one stands.</param>
public sealed record StandingIncident(IncidentId Incident, IncidentCommand Command);
