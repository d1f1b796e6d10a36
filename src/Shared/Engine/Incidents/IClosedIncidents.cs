using OnCall.Core.Incidents;

namespace OnCall.Engine.Incidents;

/// <summary>The incidents that were closed last, by our own record.</summary>
public interface IClosedIncidents
{
    /// <summary>Closed last comes first.</summary>
    Task<IReadOnlyList<IncidentEnd>> ReadClosedAsync(CancellationToken cancellation);
}
