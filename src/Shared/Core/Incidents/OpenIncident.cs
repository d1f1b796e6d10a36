using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>An incident that is not resolved, as PagerDuty has it.</summary>
/// <param name="Owner">Who acknowledged it; null while nobody has.</param>
public sealed record OpenIncident(Page Page, Actor? Owner);
