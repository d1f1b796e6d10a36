using System.Diagnostics;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;

namespace OnCall.Adapters.Slack;

/// <summary>What people write about an incident: an update, a hypothesis, why the lead or the CTO is paged.</summary>
public static class IncidentForms
{
    const string UpdateForm = "incident-form-update";
    const string HypothesisForm = "incident-form-hypothesis";
    const string LeadForm = "incident-form-lead";
    const string CtoForm = "incident-form-cto";

    /// <summary>The one input of each, and where what is wrong with it is shown.</summary>
    public const string Block = "text";

    public static SlackView Of(IncidentAction action, string incident) => action switch
    {
        IncidentAction.SendUpdate => new SlackView(
            UpdateForm, "Outward update",
            [SlackViewBlock.Lines(Block, "What everybody should know now", hint: $"Such as: {CommsRules.StillInvestigating}")],
            incident)
        { SubmitLabel = "Send" },
        IncidentAction.SetHypothesis => new SlackView(
            HypothesisForm, "Hypothesis",
            [SlackViewBlock.Line(Block, "What you think is the cause", hint: "“Unknown” is a valid hypothesis.")],
            incident)
        { SubmitLabel = "Set" },
        IncidentAction.PageLead => Reason(LeadForm, "Page engineering lead", incident),
        IncidentAction.PageCto => Reason(CtoForm, "Page CTO", incident),
        _ => throw new UnreachableException($"No form for {action}."),
    };

    /// <summary>Null for a form that is none of these.</summary>
    public static IncidentCommand? Read(SlackInteractionReading.Submitted submitted, DateTimeOffset now)
    {
        var text = submitted.Values.GetValueOrDefault(Block, "");
        return submitted.CallbackId switch
        {
            UpdateForm => new IncidentCommand.Say(submitted.User, text, now),
            HypothesisForm => new IncidentCommand.SetHypothesis(submitted.User, text, now),
            LeadForm => new IncidentCommand.PageUp(submitted.User, EscalationRole.Lead, text, now),
            CtoForm => new IncidentCommand.PageUp(submitted.User, EscalationRole.Cto, text, now),
            _ => null,
        };
    }

    static SlackView Reason(string form, string title, string incident) => new(
        form, title,
        [
            SlackViewBlock.Line(Block, "Why, in one sentence", hint: $"“{PageReason.Example}” beats “escalating”."),
            SlackViewBlock.Note("It is written into PagerDuty's notes and into the thread. Somebody is woken by it."),
        ],
        incident)
    { SubmitLabel = "Page" };
}
