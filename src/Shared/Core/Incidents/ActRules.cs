using System.Diagnostics;
using OnCall.Core.Processes;
using OnCall.Core.Text;

namespace OnCall.Core.Incidents;

/// <summary>What people do with an open incident in Slack: first whether they may, then what follows.</summary>
sealed class ActRules(EscalationChain chain)
{
    public const int MaxHypothesisLength = 300;
    const int MaxPinnedLength = 2000;

    readonly IncidentRoles _roles = new(chain);

    public Decision<IncidentEvent> Decide(Incident.Open open, IncidentCommand.Act act) =>
        _roles.WhoMay(open, act.Action, act.SlackUser, act.Now) is { } by
            ? Decide(open, act, by)
            : Accept(new IncidentEvent.NotAllowed(open.Page, act.SlackUser, act.Action, _roles.RoleFor(act.Action), act.Now));

    /// <summary>Null when it says nothing new. Somebody who is not on call says nothing about whether anybody on call is there.</summary>
    public IncidentEvent? Written(Incident.Open open, IncidentCommand.Write write) =>
        open is Incident.Paging { Known.OnlineBy: not null } && chain.PersonOfSlack(write.SlackUser) is { } person
        && _roles.Responds(open, person, write.Now)
            ? new IncidentEvent.CameOnline(open.Page, Actor.Of(person), write.Now)
            : null;

    Decision<IncidentEvent> Decide(Incident.Open open, IncidentCommand.Act act, Actor by) => act switch
    {
        IncidentCommand.Ask ask => PageUps.RoleOf(ask.Action) is { } role && PageUps.WhyNot(open, role, chain, ask.Now) is { } refusal
            ? new Decision<IncidentEvent>.Reject([refusal])
            : Ignore(Reason.Allowed),
        IncidentCommand.Tick tick => ChecklistRules.Done(open, tick.Step, by, tick.Now).ToList() is { Count: > 0 } ticked
            ? new Decision<IncidentEvent>.Accept(ticked)
            : Ignore(Reason.AlreadyRecorded),
        IncidentCommand.PageUp page => PageUps.Asked(open, page, by, chain),
        IncidentCommand.Say say => CommsRules.Said(open, by, say.Text, chain, say.Now),
        IncidentCommand.Snooze snooze => CommsRules.Snoozed(open, by, chain.Rules, snooze.Now),
        IncidentCommand.AnswerConverging answer => ConvergenceRules.Answered(open, by, answer.IsConverging, chain, answer.Now),
        IncidentCommand.SetHypothesis set => Hypothesis(open, by, set),
        IncidentCommand.Pin pin => open.Known.Pinned.Contains(pin.Message)
            ? Ignore(Reason.AlreadyRecorded)
            : Accept(new IncidentEvent.Pinned(
                open.Page, by, pin.Author, pin.Message, pin.Text.Length <= MaxPinnedLength ? pin.Text : pin.Text[..MaxPinnedLength], pin.Now)),
        _ => throw new UnreachableException($"No rule for {act}."),
    };

    static Decision<IncidentEvent> Hypothesis(Incident.Open open, Actor by, IncidentCommand.SetHypothesis set) =>
        FewWords.WhyNot("hypothesis", set.Text, MaxHypothesisLength, "\"unknown\"") is { } wrong
            ? new Decision<IncidentEvent>.Reject([wrong])
            : set.Text.Trim() == open.Known.Hypothesis
                ? Ignore(Reason.NothingChanged)
                : Accept(new IncidentEvent.HypothesisSet(open.Page, by, set.Text.Trim(), set.Now));

    static Decision<IncidentEvent> Accept(IncidentEvent happened) => new Decision<IncidentEvent>.Accept([happened]);

    static Decision<IncidentEvent> Ignore(Reason reason) => new Decision<IncidentEvent>.Ignore(reason);
}
