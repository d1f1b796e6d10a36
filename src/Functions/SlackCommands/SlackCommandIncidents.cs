using System.Diagnostics;
using OnCall.Adapters.Slack;
using OnCall.Adapters.Slack.Commands;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Reports;
using OnCall.Engine.Impersonations;
using OnCall.Engine.Incidents;
using OnCall.Engine.Streams;

namespace OnCall.Functions.SlackCommands;

/// <summary>What the buttons of an incident do, typed: with the same rules, refusals and records.</summary>
sealed class SlackCommandIncidents(
    OnCallPolicy policy, OpenIncidents incidents, IncidentDesk desk, ImpersonationDesk impersonations, EscalationChain chain,
    SlackCommandQuestions questions, SlackViews views, TimeProvider clock)
{
    public async Task<(string Outcome, SlackMessage Answer)> DoAsync(
        OnCallWish.AboutIncident wish, string user, string? trigger, CancellationToken cancellation)
    {
        if (trigger is null)
            return Refused(IncidentAnswers.NoTrigger);
        await questions.RefreshAsync();
        List<Page> open = [.. (await incidents.ReadAsync(cancellation)).Select(one => one.Page)];
        var (id, text) = IncidentWords.Addressed(wish.Text, open.Select(page => page.Incident.Value));
        var meant = id is null ? open : open.FindAll(page => page.Incident.Value.Equals(id, StringComparison.OrdinalIgnoreCase));
        return meant switch
        {
            [var one] => await DoAsync(wish, one.Incident.Value, text, user, trigger, cancellation),
            [] when id is not null && open.Count > 0 => Refused(IncidentAnswers.NotOpen(id)),
            [] => ("none open", IncidentAnswers.NoneOpen),
            _ => ("which one", IncidentAnswers.WhichOne(VerbOf(wish), text, open, clock.GetUtcNow())),
        };
    }

    async Task<(string, SlackMessage)> DoAsync(
        OnCallWish.AboutIncident wish, string incident, string text, string user, string trigger, CancellationToken cancellation)
    {
        if (wish is OnCallWish.Impersonate)
            return await ImpersonateAsync(new IncidentId(incident), text, user, cancellation);
        var now = clock.GetUtcNow();
        IncidentCommand.Act act;
        if (wish is OnCallWish.Update)
            act = new IncidentCommand.Say(user, text, now);
        else if (IncidentWords.Whom(text, out var refusal) is var (role, reason))
            act = new IncidentCommand.PageUp(user, role, reason, now);
        else
            return Refused(refusal!);

        // Who may not is on record by being asked.
        return await desk.AskAsync(incident, user, act.Action, cancellation) switch
        {
            Step.Ignored { Reason: Reason.Allowed } when act is IncidentCommand.PageUp { Role: not EscalationRole.Secondary, Reason: "" } =>
                await ShowFormAsync(act.Action, incident, trigger, cancellation),
            Step.Ignored { Reason: Reason.Allowed } =>
                Answer(act, await desk.DoAsync(incident, act, new InputId($"slack-command-{trigger}"), cancellation)),
            Step.Taken => ("not-allowed", IncidentAnswers.NotAllowed),
            Step.Rejected rejected => Refused([.. rejected.Refusals]),
            // Resolved in between.
            _ => ("none open", IncidentAnswers.NoneOpen),
        };
    }

    // Why somebody is woken is asked as by the button. Before any other call to Slack: the trigger lives three seconds.
    async Task<(string, SlackMessage)> ShowFormAsync(
        IncidentAction form, string incident, string trigger, CancellationToken cancellation)
    {
        var outcome = await views.OpenAsync(trigger, IncidentForms.Of(form, incident), cancellation);
        return (outcome.ToString(), outcome.Again(IncidentButtons.Again(form, incident)) ?? IncidentAnswers.FormOpened);
    }

    // Nothing is minted yet: that is for the button under the answer.
    async Task<(string, SlackMessage)> ImpersonateAsync(IncidentId incident, string text, string user, CancellationToken cancellation)
    {
        if (OrgReference.Read(text) is not { } org)
            return Refused(IncidentAnswers.NoOrg);
        var outcome = await impersonations.LookAsync(incident, user, org, cancellation);
        return (outcome.GetType().Name, ImpersonationMessages.Of(outcome) ?? IncidentAnswers.NotAllowed);
    }

    (string, SlackMessage) Answer(IncidentCommand.Act act, Step step) => (step, act) switch
    {
        (Step.Rejected rejected, _) => Refused([.. rejected.Refusals]),
        (Step.Taken, IncidentCommand.PageUp page) => ("paged", IncidentAnswers.Paged(chain.ResponderFor(page.Role, page.Now)!)),
        (_, IncidentCommand.PageUp) => ("paged already", IncidentAnswers.PagedAlready),
        (Step.Taken, IncidentCommand.Say say) => ("sent", IncidentAnswers.Sent(
            $"#{policy.Channels.IncidentLive.Name}", say.Now + policy.Incidents.CommunicateEvery)),
        (_, IncidentCommand.Say) => ("sent already", IncidentAnswers.SentAlready),
        _ => throw new UnreachableException($"No answer for {step}."),
    };

    static string VerbOf(OnCallWish.AboutIncident wish) => wish switch
    {
        OnCallWish.Update => "update",
        OnCallWish.Escalate => "escalate",
        OnCallWish.Impersonate => "impersonate",
        _ => throw new UnreachableException($"No verb for {wish}."),
    };

    static (string, SlackMessage) Refused(params IReadOnlyList<Refusal> refusals) => ("refused", CommandAnswers.Refused(refusals));
}
