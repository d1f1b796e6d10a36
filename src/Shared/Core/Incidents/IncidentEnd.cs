using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>What is asked of an incident that is over.</summary>
/// <param name="TimeToAcknowledge">Null when nobody ever acknowledged it.</param>
/// <param name="Kept">Outward words that came in time.</param>
/// <param name="Missed">Outward words that were due and did not come.</param>
public sealed record IncidentEnd(
    Page Page, Actor By, DateTimeOffset At, TimeSpan? TimeToAcknowledge, TimeSpan TimeToResolve, int Kept, int Missed)
{
    /// <summary>Null while no draft was offered.</summary>
    public Uri? Postmortem { get; init; }

    /// <summary>Why no draft could be offered; null when one was, or when none is.</summary>
    public string? WhyNoPostmortem { get; init; }

    public static IncidentEnd Of(IncidentEvent.Resolved end) => end.View is { Standing: IncidentStanding.Over { Summary: var summary } }
        ? new(end.Page, end.By, end.At, summary.TimeToAcknowledge, summary.TimeToResolve, summary.Kept, summary.Missed)
        : Of(end.Page, end.By, end.At);

    public static IncidentEnd Of(IncidentEvent.ResolvedUnseen end) => Of(end.Page, end.By, end.At);

    static IncidentEnd Of(Page page, Actor by, DateTimeOffset at) => new(
        page, by, at, TimeToAcknowledge: null, at > page.StartedAt ? at - page.StartedAt : TimeSpan.Zero, Kept: 0, Missed: 0);
}
