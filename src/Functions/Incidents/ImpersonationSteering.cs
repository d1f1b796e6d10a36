using OnCall.Adapters.Slack;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Reports;
using OnCall.Engine.Impersonations;
using OnCall.Engine.Incidents;
using OnCall.Engine.Streams;
using OnCall.Functions.SlackInteractions;

namespace OnCall.Functions.Incidents;

/// <summary>
/// Buttons and the form by which a responder acts inside a customer's org. The token is whispered to whoever pressed, and
/// ended again when that does not reach them.
/// </summary>
sealed class ImpersonationSteering(
    ImpersonationDesk impersonations, IncidentDesk desk, OpenIncidents open, SlackViews views, SlackWhispers whispers, TimeProvider clock)
    : ISlackInteractor
{
    const string NoOrg = "That is neither an org's id nor an e-mail, such as org_7f3a.";

    public string Prefix => ImpersonationMessages.Prefix;

    public Task<InteractionAnswer> PressedAsync(SlackInteractionReading.Pressed pressed, CancellationToken cancellation) =>
        (pressed.ActionId, ImpersonationMessages.Read(pressed.Value)) switch
        {
            (ImpersonationMessages.Ask, _) when pressed.Value is { Length: > 0 } incident => ShowFormAsync(pressed, incident, cancellation),
            (ImpersonationMessages.Mint, var (incident, org)) => MintAsync(pressed, incident, org, cancellation),
            (ImpersonationMessages.End, var (incident, grant)) => EndAsync(pressed, incident, grant, cancellation),
            _ => Task.FromResult<InteractionAnswer>(new InteractionAnswer.Done($"nobody acts on {pressed.ActionId}")),
        };

    public async Task<InteractionAnswer> SubmittedAsync(SlackInteractionReading.Submitted submitted, CancellationToken cancellation)
    {
        if (OrgReference.Read(submitted.Values.GetValueOrDefault(ImpersonationMessages.Block)) is not { } org)
            return new InteractionAnswer.Errors(ImpersonationMessages.Block, NoOrg);

        var incident = new IncidentId(submitted.PrivateMetadata);
        var outcome = await impersonations.LookAsync(incident, submitted.User, org, cancellation);
        if (outcome is ImpersonationOutcome.Refused refused)
            return new InteractionAnswer.Errors(ImpersonationMessages.Block, refused.Why);
        var thread = (await open.ReadAsync(cancellation)).FirstOrDefault(one => one.Page.Incident == incident)?.Thread;
        if (ImpersonationMessages.Of(outcome) is { } message && SlackReceipt.Parse(thread) is { } place)
            await whispers.TellAsync(place, place.Ts, submitted.User, message, cancellation);
        return new InteractionAnswer.Done(outcome.GetType().Name);
    }

    // Before any other call to Slack: the trigger lives three seconds.
    async Task<InteractionAnswer> ShowFormAsync(
        SlackInteractionReading.Pressed pressed, string incident, CancellationToken cancellation)
    {
        var asked = await desk.AskAsync(incident, pressed.User, IncidentAction.Impersonate, cancellation);
        if (asked is Step.Rejected rejected)
            await WhisperAsync(pressed, Said(rejected), cancellation);
        if (asked is not Step.Ignored { Reason: Reason.Allowed })
            return new InteractionAnswer.Done(asked.ToString());
        var outcome = await views.OpenAsync(pressed.TriggerId, ImpersonationMessages.FormFor(incident), cancellation);
        if (outcome.Again(ImpersonationMessages.AskButton(incident)) is { } again)
            await WhisperAsync(pressed, again, cancellation);
        return new InteractionAnswer.Done(outcome.ToString());
    }

    async Task<InteractionAnswer> MintAsync(
        SlackInteractionReading.Pressed pressed, string incident, string org, CancellationToken cancellation)
    {
        if (OrgReference.Read(org) is not { } wanted)
            return new InteractionAnswer.Done("no org named");
        var outcome = await impersonations.MintAsync(
            new IncidentId(incident), pressed.User, wanted, new InputId($"slack-press-{pressed.TriggerId}"), cancellation);
        if (ImpersonationMessages.Of(outcome) is { } message
            && await WhisperAsync(pressed, message, cancellation) is not null && outcome is ImpersonationOutcome.Minted minted)
            await impersonations.WithdrawAsync(minted.Incident, minted.Impersonation.Grant, cancellation);
        return new InteractionAnswer.Done(outcome.GetType().Name);
    }

    async Task<InteractionAnswer> EndAsync(
        SlackInteractionReading.Pressed pressed, string incident, string grant, CancellationToken cancellation)
    {
        var step = await desk.DoAsync(
            incident, new IncidentCommand.EndImpersonation(pressed.User, grant, clock.GetUtcNow()),
            new InputId($"slack-press-{pressed.TriggerId}"), cancellation);
        if (step is Step.Rejected rejected)
            await WhisperAsync(pressed, Said(rejected), cancellation);
        return new InteractionAnswer.Done(step.ToString());
    }

    async Task<string?> WhisperAsync(SlackInteractionReading.Pressed pressed, SlackMessage message, CancellationToken cancellation) =>
        pressed.Message is { } place
            ? await whispers.TellAsync(place, pressed.ThreadTs, pressed.User, message, cancellation)
            : "It was pressed where nothing can be answered.";

    static SlackMessage Said(Step.Rejected rejected) =>
        SlackMessage.Plain(string.Join(' ', rejected.Refusals.Select(refusal => refusal.Text)));
}
