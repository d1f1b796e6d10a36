using OnCall.Core.Incidents;
using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>An incident as PagerDuty and the people around it know it.</summary>
sealed class PagedIncident(IncidentId id, DateTimeOffset at)
{
    public IncidentId Id => id;

    public Page Page { get; } = new(id, "API 5xx", null, null, at);

    public int Level { get; set; } = 1;

    public DateTimeOffset? AcknowledgedAt { get; set; }

    public DateTimeOffset? ResolvedAt { get; set; }

    public bool IsTriggered => AcknowledgedAt is null && ResolvedAt is null;

    public DateTimeOffset? LookedAt { get; set; }

    public List<(int Level, DateTimeOffset At, DateTimeOffset? LookedAt)> Pages { get; } = [];

    public List<EffectId> Notes { get; } = [];

    public int Events { get; set; }

    public Queue<(InputId Input, Func<DateTimeOffset, IncidentCommand> Command)> Webhooks { get; } = [];
}
