using System.Text.Json;
using OnCall.Adapters.Json;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;

namespace OnCall.Adapters.PagerDuty;

/// <summary>Reads a v3 webhook. Never throws, whatever arrives.</summary>
public static class PagerDutyWebhook
{
    /// <param name="now">Stands in for the times that PagerDuty left out.</param>
    public static PagerDutyWebhookReading Read(ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        using var document = LenientJson.Parse(body);
        if (document is null)
            return new PagerDutyWebhookReading.Malformed("The body is not JSON, or nested too deeply.");
        if (document.RootElement.Child("event") is not { ValueKind: JsonValueKind.Object } happened)
            return new PagerDutyWebhookReading.Malformed("The body has no event.");
        if (IncidentFields.Id(happened) is not { } eventId)
            return new PagerDutyWebhookReading.Malformed("The event has no id of a sensible length.");
        if (happened.Text("event_type") is not { } type)
            return new PagerDutyWebhookReading.Malformed("The event has no event_type.");

        return type switch
        {
            "incident.triggered" or "incident.acknowledged" or "incident.unacknowledged" or "incident.resolved" =>
                Incident(type, eventId, happened, now),
            // PagerDuty's own timer has no agent: whom it pages, the escalation here says in its turn.
            "incident.reassigned" or "incident.delegated" or "incident.escalated"
                when Agent(happened) is not null && Assignee(happened.Child("data") ?? default) is not null =>
                Incident(type, eventId, happened, now),
            _ => new PagerDutyWebhookReading.Unused(IncidentFields.Name(type), eventId),
        };
    }

    static PagerDutyWebhookReading Incident(string type, string eventId, JsonElement happened, DateTimeOffset now)
    {
        if (happened.Child("data") is not { } data || IncidentFields.Id(data) is not { } id)
            return new PagerDutyWebhookReading.Malformed("The event's data has no id of a sensible length.");

        var at = happened.Moment("occurred_at") ?? now;
        var page = IncidentFields.Page(new IncidentId(id), data, at);
        IncidentCommand command = type switch
        {
            "incident.triggered" => new IncidentCommand.Raise(page, now),
            "incident.acknowledged" =>
                new IncidentCommand.Acknowledge(page, Agent(happened) ?? Assignee(data) ?? Actor.PagerDuty, at, now),
            "incident.unacknowledged" => new IncidentCommand.Unacknowledge(page, now),
            "incident.reassigned" or "incident.delegated" or "incident.escalated" =>
                new IncidentCommand.Reassign(page, Assignee(data) ?? Actor.PagerDuty, Agent(happened) ?? Actor.PagerDuty, now),
            // Also for an incident that was merged into another one: nobody has to acknowledge it any more.
            _ => new IncidentCommand.Resolve(page, Agent(happened) ?? Actor.PagerDuty, at, now),
        };
        return new PagerDutyWebhookReading.Incident(page.Incident, eventId, command, IncidentFields.Key(data));
    }

    static Actor? Agent(JsonElement happened) => happened.Child("agent") is { } agent ? IncidentFields.User(agent) : null;

    /// <summary>An acknowledgement without an agent: the incident is assigned to whoever acknowledged it.</summary>
    static Actor? Assignee(JsonElement data) =>
        data.Items("assignees").Select(IncidentFields.User).FirstOrDefault(user => user is not null);
}
