using System.Diagnostics;
using OnCall.Adapters.PagerDuty;
using OnCall.Core.Incidents;
using OnCall.Engine.Alerts;
using OnCall.Engine.Streams;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.PagerDutyWebhook;

/// <summary>Hands what PagerDuty says to the incident that it is about.</summary>
sealed partial class PagerDutyIntake(
    ProcessRunner<Incident, IncidentCommand, IncidentEvent> incidents, AlertCauses causes, ILogger<PagerDutyIntake> log)
{
    /// <param name="webhookId">The header X-Webhook-Id: stable over PagerDuty's retries.</param>
    public async Task<WebhookAnswer> TakeAsync(
        PagerDutyWebhookReading reading, string? webhookId, CancellationToken cancellation)
    {
        switch (reading)
        {
            case PagerDutyWebhookReading.Incident incident:
                return Said(await TakeAsync(incident, InputsOf(incident, webhookId), cancellation));
            case PagerDutyWebhookReading.Unused unused:
                LogUnused(unused.EventType, unused.EventId);
                return new WebhookAnswer("unused", $"Nothing here acts on {unused.EventType}.");
            case PagerDutyWebhookReading.Malformed malformed:
                LogMalformed(malformed.Why);
                return new WebhookAnswer("malformed", malformed.Why);
            default:
                throw new UnreachableException($"No way to take {reading}.");
        }
    }

    // Whoever triggered the alert is told each time: after a failure in between it comes again, known to the incident already.
    async Task<Step> TakeAsync(
        PagerDutyWebhookReading.Incident incident, IReadOnlyList<InputId> inputs, CancellationToken cancellation)
    {
        var command = await causes.ExplainAsync(incident.Command, incident.Key, cancellation);
        var step = command is IncidentCommand.Raise
            ? await incidents.BeginAsync(incident.IncidentId.Value, command, inputs, cancellation)
            : await incidents.HandleAsync(incident.IncidentId.Value, command, inputs, cancellation);
        await causes.FollowAsync(command, incident.Key, cancellation);
        return step;
    }

    // The header is not covered by the signature, the event's id is: known by both, a replay under another
    // header changes nothing either.
    static IReadOnlyList<InputId> InputsOf(PagerDutyWebhookReading.Incident incident, string? webhookId)
    {
        var signed = new InputId($"pagerduty-event-{incident.EventId}");
        return string.IsNullOrWhiteSpace(webhookId)
            ? [signed]
            : [signed, new InputId($"pagerduty-webhook-{webhookId}")];
    }

    static WebhookAnswer Said(Step step) => step switch
    {
        Step.Taken => new WebhookAnswer("taken"),
        Step.Known => new WebhookAnswer("known", "It came before."),
        Step.Ignored ignored => new WebhookAnswer("ignored", ignored.Reason.ToString()),
        _ => throw new UnreachableException($"No answer for {step}."),
    };

    [LoggerMessage(Level = LogLevel.Information,
        Message = "PagerDuty event {EventId} of type {EventType}: not acted on")]
    partial void LogUnused(string eventType, string eventId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A signed PagerDuty webhook cannot be read: {Why}")]
    partial void LogMalformed(string why);
}
