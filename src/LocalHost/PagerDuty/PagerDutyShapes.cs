using System.Text.Json.Nodes;
using OnCall.Core.Policy;

namespace OnCall.LocalHost.PagerDuty;

/// <summary>Incidents, people and events in the shapes that PagerDuty publishes.</summary>
static class PagerDutyShapes
{
    public const string EscalationPolicyId = "PSANDBOX000002";
    const string OtherPolicyId = "PSANDBOX000005";
    const string Web = "https://sandbox.pagerduty.example";
    const string Api = "https://api.pagerduty.example";

    public static JsonObject Event(IncidentHappening happening) => new()
    {
        ["event"] = new JsonObject
        {
            ["id"] = happening.EventId,
            ["event_type"] = happening.EventType,
            ["resource_type"] = "incident",
            ["occurred_at"] = Moment(happening.At),
            ["agent"] = happening.By is { } by ? Reference("user", by.PagerDuty, by.Name) : null,
            ["client"] = null,
            ["data"] = happening.EventType == "incident.annotated"
                ? NoteData(happening.Incident)
                : IncidentData(happening.Incident),
        },
    };

    /// <summary>As REST answers it; a webhook has a few fields more and a few fewer.</summary>
    public static JsonObject Incident(SimulatedIncident incident)
    {
        var shape = Common(incident);
        shape["summary"] = $"[#{incident.Number}] {incident.Title}";
        shape["incident_number"] = incident.Number;
        shape["assignments"] = new JsonArray([.. Assignees(incident).Select(person => new JsonObject
        {
            ["at"] = Moment(incident.CreatedAt), ["assignee"] = person,
        })]);
        shape["pending_actions"] = incident.EscalatesAt is { } at
            ? new JsonArray(new JsonObject { ["type"] = "escalate", ["at"] = Moment(at) })
            : new JsonArray();
        return shape;
    }

    public static JsonObject Note(SimulatedNote note) => new()
    {
        ["id"] = note.Id,
        ["content"] = note.Content,
        ["created_at"] = Moment(note.At),
        ["user"] = note.By is { } by ? Reference("user", by.PagerDuty, by.Name) : null,
    };

    public static JsonObject User(Person person)
    {
        var user = Reference("user", person.PagerDuty, person.Name);
        user["type"] = "user";
        user["name"] = person.Name;
        user["email"] = person.Email;
        return user;
    }

    /// <summary>Start and end are null for a permanent place, as is the schedule.</summary>
    public static JsonObject OnCall(SimulatedOnCall entry, bool withUser) => new()
    {
        ["escalation_policy"] = EscalationPolicy(),
        ["escalation_level"] = entry.Level,
        ["schedule"] = entry.End is null ? null : Reference("schedule", "PSANDBOX000007", "NovaVMS rota"),
        ["user"] = withUser ? User(entry.Person) : Reference("user", entry.Person.PagerDuty, entry.Person.Name),
        ["start"] = entry.Start is { } start ? Moment(start) : null,
        ["end"] = entry.End is { } end ? Moment(end) : null,
    };

    /// <summary>Of another team's policy: whoever does not ask for theirs alone gets it too.</summary>
    public static JsonObject SomebodyElsesOnCall() => new()
    {
        ["escalation_policy"] = Reference("escalation_policy", OtherPolicyId, "Somebody else's"),
        ["escalation_level"] = 1,
        ["schedule"] = null,
        ["user"] = Reference("user", "PSANDBOX000008", "Somebody else"),
        ["start"] = null,
        ["end"] = null,
    };

    public static string PolicyOf(JsonObject onCall) => (string)onCall["escalation_policy"]!["id"]!;

    public static JsonObject Subscription(WebhookSubscription subscription) => new()
    {
        ["id"] = WebhookSubscription.Id,
        ["type"] = "webhook_subscription",
        ["active"] = subscription.IsActive,
        ["delivery_method"] = new JsonObject
        {
            ["id"] = "PSANDBOX000004",
            ["secret"] = null,
            ["temporarily_disabled"] = subscription.IsSuspended,
            ["type"] = "http_delivery_method",
            ["url"] = subscription.Url?.ToString(),
            ["custom_headers"] = new JsonArray(),
        },
        ["description"] = "OnCallFunctions",
        ["events"] = new JsonArray(
            "incident.triggered", "incident.acknowledged", "incident.unacknowledged", "incident.escalated", "incident.reassigned",
            "incident.delegated", "incident.resolved"),
        ["filter"] = new JsonObject { ["type"] = "account_reference" },
    };

    /// <summary>The service whose incidents these are, and one of another team, with PagerDuty's own defaults.</summary>
    public static IReadOnlyList<JsonObject> Services(SimulatedService service) =>
    [
        Service("PSANDBOX000001", "NovaVMS Cloud", EscalationPolicy(), service),
        Service("PSANDBOX000006", "Billing", Reference("escalation_policy", OtherPolicyId, "Somebody else's"), SimulatedService.AsNew),
    ];

    static JsonObject Service(string id, string name, JsonObject policy, SimulatedService service)
    {
        var shape = Reference("service", id, name);
        shape["type"] = "service";
        shape["html_url"] = $"{Web}/service-directory/{id}";
        shape["name"] = name;
        shape["status"] = "active";
        shape["acknowledgement_timeout"] = Seconds(service.AcknowledgementTimeout);
        shape["auto_resolve_timeout"] = Seconds(service.AutoResolveTimeout);
        shape["escalation_policy"] = policy;
        shape["teams"] = new JsonArray();
        return shape;
    }

    static JsonValue? Seconds(TimeSpan? time) => time is { } span ? JsonValue.Create((int)span.TotalSeconds) : null;

    public static JsonObject Refusal(PagerDutyRefusal refusal) => new()
    {
        ["error"] = new JsonObject
        {
            ["message"] = refusal.Message,
            ["code"] = refusal.Code,
            ["errors"] = new JsonArray([.. refusal.Errors.Select(error => JsonValue.Create(error))]),
        },
    };

    static JsonObject IncidentData(SimulatedIncident incident)
    {
        var data = Common(incident);
        data["number"] = incident.Number;
        data["assignees"] = new JsonArray([.. Assignees(incident)]);
        data["conference_bridge"] = null;
        data["resolve_reason"] = null;
        return data;
    }

    static JsonObject NoteData(SimulatedIncident incident) => new()
    {
        ["incident"] = Reference("incident", incident.Id, incident.Title),
        ["id"] = incident.Notes[^1].Id,
        ["content"] = incident.Notes[^1].Content,
        ["trimmed"] = false,
        ["type"] = "incident_note",
    };

    static JsonObject Common(SimulatedIncident incident) => new()
    {
        ["id"] = incident.Id,
        ["type"] = "incident",
        ["self"] = $"{Api}/incidents/{incident.Id}",
        ["html_url"] = $"{Web}/incidents/{incident.Id}",
        ["status"] = StatusOf(incident),
        ["incident_key"] = incident.DedupKey,
        ["created_at"] = Moment(incident.CreatedAt),
        ["title"] = incident.Title,
        ["service"] = Reference("service", "PSANDBOX000001", "NovaVMS Cloud"),
        ["escalation_policy"] = EscalationPolicy(),
        ["teams"] = new JsonArray(),
        ["priority"] = null,
        ["urgency"] = "high",
    };

    static JsonObject EscalationPolicy() => Reference("escalation_policy", EscalationPolicyId, "On-call");

    static IEnumerable<JsonObject> Assignees(SimulatedIncident incident) =>
        incident is { IsOpen: true, Assignee: { } person } ? [Reference("user", person.PagerDuty, person.Name)] : [];

    static JsonObject Reference(string kind, string id, string summary) => new()
    {
        ["html_url"] = $"{Web}/{kind}s/{id}",
        ["id"] = id,
        ["self"] = $"{Api}/{kind}s/{id}",
        ["summary"] = summary,
        ["type"] = $"{kind}_reference",
    };

    public static string StatusOf(SimulatedIncident incident) => incident.Status switch
    {
        IncidentStatus.Triggered => "triggered",
        IncidentStatus.Acknowledged => "acknowledged",
        _ => "resolved",
    };

    static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
