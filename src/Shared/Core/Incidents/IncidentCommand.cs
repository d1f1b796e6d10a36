using OnCall.Core.Alerts;
using OnCall.Core.Effects;
using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>What is asked of an incident. Every command carries the time at which it is asked.</summary>
public abstract record IncidentCommand(DateTimeOffset Now)
{
    /// <summary>The same, and why it was paged.</summary>
    public IncidentCommand Knowing(Cause cause) => this switch
    {
        Raise raise => raise with { Page = raise.Page with { Cause = cause } },
        Acknowledge acknowledge => acknowledge with { Page = acknowledge.Page with { Cause = cause } },
        Resolve resolve => resolve with { Page = resolve.Page with { Cause = cause } },
        _ => this,
    };

    /// <summary>PagerDuty triggered an incident.</summary>
    public sealed record Raise(Page Page, DateTimeOffset Now) : IncidentCommand(Now);

    /// <param name="Page">PagerDuty sends it with every event, so that an incident whose first event never
    /// came is still known.</param>
    /// <param name="At">As PagerDuty dates the acknowledgement.</param>
    public sealed record Acknowledge(Page Page, Actor By, DateTimeOffset At, DateTimeOffset Now) : IncidentCommand(Now);

    public sealed record Resolve(Page Page, Actor By, DateTimeOffset At, DateTimeOffset Now) : IncidentCommand(Now);

    /// <summary>PagerDuty let an acknowledgement expire, or somebody took theirs back.</summary>
    public sealed record Unacknowledge(Page Page, DateTimeOffset Now) : IncidentCommand(Now);

    /// <summary>PagerDuty pages somebody else now, because a person said so there; or because we did.</summary>
    public sealed record Reassign(Page Page, Actor To, Actor By, DateTimeOffset Now) : IncidentCommand(Now);

    /// <summary>A neighbour refused an effect for good.</summary>
    public sealed record Refuse(Effect Effect, string Why, DateTimeOffset Now) : IncidentCommand(Now);

    /// <summary>When the turn of an effect came, it was not needed any more.</summary>
    public sealed record Overtaken(Effect Effect, string Why, DateTimeOffset Now) : IncidentCommand(Now);

    public sealed record WakeUp(DateTimeOffset Now) : IncidentCommand(Now);

    /// <summary>Steps of the checklist that were done where the service sees it.</summary>
    public sealed record Checked(IReadOnlyList<CheckedStep> Findings, Actor By, DateTimeOffset Now) : IncidentCommand(Now);

    /// <summary>Somebody wrote a message in the thread.</summary>
    public sealed record Write(string SlackUser, DateTimeOffset Now) : IncidentCommand(Now);

    /// <summary>What a person asks for in Slack: it is looked at whether they may.</summary>
    public abstract record Act(string SlackUser, IncidentAction Action, DateTimeOffset Now) : IncidentCommand(Now);

    /// <summary>Before somebody is shown a form: nothing is done yet.</summary>
    public sealed record Ask(string SlackUser, IncidentAction Action, DateTimeOffset Now) : Act(SlackUser, Action, Now);

    public sealed record Tick(string SlackUser, ChecklistStep Step, DateTimeOffset Now)
        : Act(SlackUser, IncidentAction.TickStep, Now);

    public sealed record PageUp(string SlackUser, EscalationRole Role, string Reason, DateTimeOffset Now)
        : Act(SlackUser, PageUps.ActionOf(Role), Now);

    public sealed record Say(string SlackUser, string Text, DateTimeOffset Now) : Act(SlackUser, IncidentAction.SendUpdate, Now);

    public sealed record Snooze(string SlackUser, DateTimeOffset Now) : Act(SlackUser, IncidentAction.Snooze, Now);

    public sealed record AnswerConverging(string SlackUser, bool IsConverging, DateTimeOffset Now)
        : Act(SlackUser, IncidentAction.SayConverging, Now);

    public sealed record SetHypothesis(string SlackUser, string Text, DateTimeOffset Now)
        : Act(SlackUser, IncidentAction.SetHypothesis, Now);

    /// <param name="Message">Its receipt.</param>
    /// <param name="Author">Who wrote it, by their Slack id.</param>
    public sealed record Pin(string SlackUser, string Message, string Author, string Text, DateTimeOffset Now)
        : Act(SlackUser, IncidentAction.Pin, Now);
}

/// <param name="Finding">One line: "200 in 84 ms", "v2.4.0 is 40 min old: prime suspect".</param>
public sealed record CheckedStep(ChecklistStep Step, string Finding);
