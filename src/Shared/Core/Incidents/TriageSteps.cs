using OnCall.Core.Triage;

namespace OnCall.Core.Incidents;

/// <summary>The steps of the checklist that a triage has done where it sees it.</summary>
static class TriageSteps
{
    static readonly (ChecklistStep Step, TriageCheck Check)[] Seen =
    [
        (ChecklistStep.HealthChecked, TriageCheck.ProdHealth),
        (ChecklistStep.DeploysChecked, TriageCheck.Deploys),
        (ChecklistStep.ReportsChecked, TriageCheck.Reports),
    ];

    /// <summary>A step that could not be done, or only in part, stays open.</summary>
    public static IReadOnlyList<CheckedStep> Of(TriageFindings findings) =>
    [
        .. from step in Seen
           from found in findings.Found
           where found.Check == step.Check && found is { Mark: not TriageMark.NotRead, Gaps.Count: 0 }
           select new CheckedStep(step.Step, step.Step == ChecklistStep.HealthChecked ? WithRead(found, findings) : found.Says),
    ];

    // Health that answers well beside reads that fail would look like health.
    static string WithRead(TriageFinding health, TriageFindings findings) =>
        findings.Found.FirstOrDefault(one => one.Check == TriageCheck.AuthenticatedRead) is { Mark: TriageMark.Failing } read
            ? $"{health.Says}; authenticated read: {read.Says}"
            : health.Says;
}
