using OnCall.Core.Incidents;

namespace OnCall.Core.Archive;

/// <summary>Which incidents were closed last, so that they are found without looking through all there ever were. On disk.</summary>
/// <param name="Closed">The latest last.</param>
public sealed record IncidentArchive(IReadOnlyList<ClosedIncident> Closed)
{
    /// <summary>Older ones are found by their id only.</summary>
    public const int MaxKept = 50;

    public static readonly IncidentArchive Empty = new([]);

    public bool Knows(IncidentId incident) => Closed.Any(closed => closed.Incident == incident);

    /// <summary>By when they were closed: they may be told late.</summary>
    public IncidentArchive With(ClosedIncident closed) =>
        new([.. Closed.Append(closed).OrderBy(one => one.At).TakeLast(MaxKept)]);
}

public sealed record ClosedIncident(IncidentId Incident, DateTimeOffset At);
