using System.Diagnostics;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;

namespace OnCall.Adapters.Slack;

/// <summary>The buttons of an incident, and what each asks for. Their value is PagerDuty's id of the incident.</summary>
public static class IncidentButtons
{
    /// <summary>What all their action ids and callback ids begin with.</summary>
    public const string Prefix = "incident-";

    public const string ServerLookedAt = "incident-server-looked-at";
    public const string CustomerAsked = "incident-customer-asked";
    public const string HealthChecked = "incident-health-checked";
    public const string DeploysChecked = "incident-deploys-checked";
    public const string ReportsChecked = "incident-reports-checked";
    public const string StillInvestigating = "incident-still-investigating";
    public const string WriteUpdate = "incident-write-update";
    public const string Snooze = "incident-snooze";
    public const string SetHypothesis = "incident-set-hypothesis";
    public const string RunTriage = "incident-run-triage";
    public const string Converging = "incident-converging";
    public const string NotConverging = "incident-not-converging";
    public const string PageSecondary = "incident-page-secondary";
    public const string PageLead = "incident-page-lead";
    public const string PageCto = "incident-page-cto";

    /// <summary>Null for a step that no button ticks.</summary>
    public static ChecklistStep? StepOf(string action) => action switch
    {
        HealthChecked => ChecklistStep.HealthChecked,
        ServerLookedAt => ChecklistStep.ServerLookedAt,
        DeploysChecked => ChecklistStep.DeploysChecked,
        ReportsChecked => ChecklistStep.ReportsChecked,
        CustomerAsked => ChecklistStep.CustomerAsked,
        _ => null,
    };

    /// <summary>Null for what is done at once, without a form.</summary>
    public static IncidentAction? FormOf(string action) => action switch
    {
        WriteUpdate => IncidentAction.SendUpdate,
        SetHypothesis => IncidentAction.SetHypothesis,
        PageLead => IncidentAction.PageLead,
        PageCto => IncidentAction.PageCto,
        _ => null,
    };

    /// <summary>What is left to tick by hand, the next one first.</summary>
    internal static IEnumerable<SlackButton> Steps(Checklist checklist, string incident)
    {
        (ChecklistStep Step, string Label, string Action)[] steps =
        [
            (ChecklistStep.HealthChecked, "✔ Prod health checked", HealthChecked),
            (ChecklistStep.ServerLookedAt, "✔ Cloud server looked at", ServerLookedAt),
            (ChecklistStep.DeploysChecked, "✔ Deploys checked", DeploysChecked),
            (ChecklistStep.ReportsChecked, "✔ Reports checked", ReportsChecked),
            (ChecklistStep.CustomerAsked, "✔ Customer asked", CustomerAsked),
        ];
        return steps.Where(step => checklist.TickOf(step.Step) is null).Select(step => new SlackButton(step.Label, step.Action, incident));
    }

    internal static IReadOnlyList<SlackButton> Words(string incident) =>
    [
        new("Still investigating", StillInvestigating, incident),
        new("Write an update", WriteUpdate, incident),
        new("Set hypothesis", SetHypothesis, incident),
        new("Run triage", RunTriage, incident),
    ];

    internal static IReadOnlyList<SlackButton> Pages(string incident) =>
    [
        new("Page secondary", PageSecondary, incident),
        new("Page lead…", PageLead, incident),
        new("Page CTO…", PageCto, incident),
        ImpersonationMessages.AskButton(incident),
    ];

    /// <summary>The same button once more, for whom Slack's form came too late.</summary>
    public static SlackButton Again(IncidentAction form, string incident) => Words(incident).Concat(Pages(incident))
        .FirstOrDefault(button => FormOf(button.Action) == form)
        ?? throw new UnreachableException($"No form for {form}.");
}
