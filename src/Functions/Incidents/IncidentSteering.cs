using OnCall.Adapters.Slack;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Engine.Incidents;
using OnCall.Engine.Streams;
using OnCall.Functions.SlackInteractions;

namespace OnCall.Functions.Incidents;

/// <summary>
/// The buttons of an incident and the forms behind them. What could not be done is said to whoever asked, where only they
/// see it.
/// </summary>
sealed class IncidentSteering(IncidentDesk desk, SlackViews views, SlackWhispers whispers, TimeProvider clock) : ISlackInteractor
{
    public string Prefix => IncidentButtons.Prefix;

    public async Task<InteractionAnswer> PressedAsync(
        SlackInteractionReading.Pressed pressed, CancellationToken cancellation)
    {
        if (pressed.Value is not { Length: > 0 } incident)
            return new InteractionAnswer.Done("no incident named");
        if (IncidentButtons.FormOf(pressed.ActionId) is { } action)
            return await ShowFormAsync(pressed, incident, action, cancellation);
        if (ActOf(pressed) is not { } act)
            return new InteractionAnswer.Done($"nobody acts on {pressed.ActionId}");

        // Slack's trigger is the press's own: the same press told twice has the same.
        var step = await desk.DoAsync(incident, act, new InputId($"slack-press-{pressed.TriggerId}"), cancellation);
        if (step is Step.Rejected rejected)
            await WhisperAsync(pressed, SlackMessage.Plain(Said(rejected)), cancellation);
        return new InteractionAnswer.Done(step.ToString());
    }

    public async Task<InteractionAnswer> SubmittedAsync(
        SlackInteractionReading.Submitted submitted, CancellationToken cancellation)
    {
        if (IncidentForms.Read(submitted, clock.GetUtcNow()) is not IncidentCommand.Act act)
            return new InteractionAnswer.Done($"nobody acts on {submitted.CallbackId}");

        // A form that was sent back to be mended is the same form: what was refused left no trace.
        var step = await desk.DoAsync(
            submitted.PrivateMetadata, act, new InputId($"slack-form-{submitted.ViewId}"), cancellation);
        return step is Step.Rejected rejected
            ? new InteractionAnswer.Errors(IncidentForms.Block, Said(rejected))
            : new InteractionAnswer.Done(step.ToString());
    }

    // Before any other call to Slack: the trigger lives three seconds.
    async Task<InteractionAnswer> ShowFormAsync(
        SlackInteractionReading.Pressed pressed, string incident, IncidentAction action, CancellationToken cancellation)
    {
        var asked = await desk.AskAsync(incident, pressed.User, action, cancellation);
        if (asked is Step.Rejected rejected)
            await WhisperAsync(pressed, SlackMessage.Plain(Said(rejected)), cancellation);
        if (asked is not Step.Ignored { Reason: Reason.Allowed })
            return new InteractionAnswer.Done(asked.ToString());

        var outcome = await views.OpenAsync(pressed.TriggerId, IncidentForms.Of(action, incident), cancellation);
        if (outcome.Again(IncidentButtons.Again(action, incident)) is { } again)
            await WhisperAsync(pressed, again, cancellation);
        return new InteractionAnswer.Done(outcome.ToString());
    }

    IncidentCommand.Act? ActOf(SlackInteractionReading.Pressed pressed)
    {
        var (user, now) = (pressed.User, clock.GetUtcNow());
        return pressed.ActionId switch
        {
            _ when IncidentButtons.StepOf(pressed.ActionId) is { } step => new IncidentCommand.Tick(user, step, now),
            IncidentButtons.StillInvestigating => new IncidentCommand.Say(user, CommsRules.StillInvestigating, now),
            IncidentButtons.RunTriage => new IncidentCommand.RunTriage(user, Org: null, now),
            IncidentButtons.Snooze => new IncidentCommand.Snooze(user, now),
            IncidentButtons.Converging => new IncidentCommand.AnswerConverging(user, IsConverging: true, now),
            IncidentButtons.NotConverging => new IncidentCommand.AnswerConverging(user, IsConverging: false, now),
            IncidentButtons.PageSecondary => new IncidentCommand.PageUp(user, EscalationRole.Secondary, Reason: "", now),
            _ => null,
        };
    }

    async Task WhisperAsync(SlackInteractionReading.Pressed pressed, SlackMessage message, CancellationToken cancellation)
    {
        if (pressed.Message is { } place)
            await whispers.TellAsync(place, pressed.ThreadTs, pressed.User, message, cancellation);
    }

    static string Said(Step.Rejected rejected) => string.Join(' ', rejected.Refusals.Select(refusal => refusal.Text));
}
