using OnCall.Adapters.Slack;
using OnCall.Core.Processes;
using OnCall.Engine.Handovers;
using OnCall.Engine.Streams;
using OnCall.Functions.SlackInteractions;

namespace OnCall.Functions.Handovers;

/// <summary>The outgoing primary edits the note: the button opens a form, the form comes back.</summary>
sealed class HandoverEditing(HandoverDesk desk, StoredHandovers stored, SlackViews views, SlackWhispers whispers) : ISlackInteractor
{
    public string Prefix => HandoverForm.Id;

    public async Task<InteractionAnswer> PressedAsync(
        SlackInteractionReading.Pressed pressed, CancellationToken cancellation)
    {
        if (pressed.Value is not { } id || await stored.ReadAsync(id, cancellation) is not { } found)
            return new InteractionAnswer.Done("no such handover");
        if (!await desk.MayEditAsync(id, pressed.User, cancellation))
            return new InteractionAnswer.Done("refused");

        var outcome = await views.OpenAsync(pressed.TriggerId, HandoverForm.Of(id, found.State), cancellation);
        if (outcome.Again(HandoverForm.Button(id)) is { } again && pressed.Message is { } place)
            await whispers.TellAsync(place, pressed.ThreadTs, pressed.User, again, cancellation);
        return new InteractionAnswer.Done(outcome.ToString());
    }

    public async Task<InteractionAnswer> SubmittedAsync(
        SlackInteractionReading.Submitted submitted, CancellationToken cancellation)
    {
        var form = HandoverForm.Read(submitted);
        if (form.Errors.Count > 0)
            return new InteractionAnswer.Errors(form.Errors);

        return await desk.EditAsync(form.Handover, submitted.User, form.Texts, form.Remarks, cancellation) switch
        {
            Step.Ignored { Reason: Reason.Over or Reason.NothingThere } => new InteractionAnswer.Errors(
                HandoverForm.RemarksBlock, "This handover is over. Copy what you wrote, and post it in the channel."),
            var step => new InteractionAnswer.Done(step.ToString()),
        };
    }
}
