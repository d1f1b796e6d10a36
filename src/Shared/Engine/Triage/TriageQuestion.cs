using OnCall.Core.Incidents;
using OnCall.Core.Triage;

namespace OnCall.Engine.Triage;

/// <param name="Page">Of the incident that it is about; null for none.</param>
/// <param name="Org">As whoever asks names it; null for none.</param>
public sealed record TriageQuestion(Page? Page, string? Org)
{
    /// <summary>Told how far it is, each time that it is slow.</summary>
    public Func<TriageProgress, Task>? WhenSlow { get; init; }
}

/// <summary>How long people wait without a word.</summary>
/// <param name="Clock">The machine's, not the business's: what takes time meanwhile is a neighbour's answer.</param>
public sealed record TriagePatience(TimeProvider Clock)
{
    /// <summary>"A run that takes longer than 3 s shows its progress."</summary>
    public TimeSpan ShowAfter { get; init; } = TimeSpan.FromSeconds(3);
}
