using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using OnCall.Core.Policy;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.PagerDuty;

/// <summary>PagerDuty's REST API, as far as the service uses it.</summary>
sealed class PagerDutyRest(
    PagerDutyAccount account, PagerDutyResources resources, PagerDutySimulatorOptions options)
{
    const string Version2 = "application/vnd.pagerduty+json;version=2";

    readonly ConcurrentDictionary<PersonId, string> _addresses = new();

    public PagerDutyReply Answer(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        if (request.Headers.Authorization != $"Token token={options.ApiToken}")
            return PagerDutyRefusal.Unauthorized;
        if (!Accepts(request).Contains(Version2, StringComparison.Ordinal))
            return PagerDutyRefusal.InvalidInput($"Accept must be {Version2}.");

        var path = request.Path.Value!.Trim('/').Split('/');
        return (request.Method, path) switch
        {
            ("GET", ["incidents"]) => List(request.Query),
            ("GET", ["users"]) => PagerDutyReply.Page("users", request.Query, Users(request.Query["query"].ToString())),
            ("GET", ["users", var id]) => Users("").FirstOrDefault(user => (string?)user["id"] == id) is { } user
                ? PagerDutyReply.Ok("user", user)
                : PagerDutyRefusal.NotFound,
            (_, ["webhook_subscriptions" or "services" or "oncalls", ..]) =>
                resources.Answer(request.Method, path, request.Query, SentJson.Parse(body) ?? default),
            (_, ["incidents", var id, ..]) when account.Find(id) is null => PagerDutyRefusal.NotFound,
            ("GET", ["incidents", var id]) => Shown(id),
            ("GET", ["incidents", var id, "notes"]) =>
                PagerDutyReply.Ok("notes", Array(account.Find(id)!.Notes.Select(PagerDutyShapes.Note))),
            ("PUT" or "POST", _) when Requester(request) is null => PagerDutyRefusal.NoRequester,
            ("PUT", ["incidents", var id]) => Update(id, SentJson.Parse(body) ?? default, Requester(request)!),
            ("POST", ["incidents", var id, "notes"]) => Annotate(id, SentJson.Parse(body) ?? default, Requester(request)!),
            _ => PagerDutyRefusal.NotFound,
        };
    }

    public void ChangeEmail(Person person, string email) => _addresses[person.Id] = email;

    // PagerDuty looks for a part of the name or the address.
    IEnumerable<JsonObject> Users(string query) => options.Policy.People
        .Select(person => person with { Email = _addresses.GetValueOrDefault(person.Id, person.Email) })
        .Where(person => person.Name.Contains(query, StringComparison.OrdinalIgnoreCase)
            || person.Email.Contains(query, StringComparison.OrdinalIgnoreCase))
        .Select(PagerDutyShapes.User);

    PagerDutyReply List(IQueryCollection query)
    {
        var statuses = query["statuses[]"];
        return PagerDutyReply.Page("incidents", query, account.Incidents
            .Where(incident => statuses.Count == 0 || statuses.Contains(PagerDutyShapes.StatusOf(incident)))
            .Select(PagerDutyShapes.Incident));
    }

    PagerDutyReply Update(string id, JsonElement body, Person by)
    {
        if (body.Part("incident") is not { } incident)
            return PagerDutyRefusal.InvalidInput("Incident is missing.");
        if (incident.Text("type") is not ("incident" or "incident_reference"))
            return PagerDutyRefusal.InvalidInput("Incident type must be incident or incident_reference.");

        var refusal = (incident.Part("escalation_level"), incident.Text("status")) switch
        {
            ({ ValueKind: JsonValueKind.Number } level, null) when level.TryGetInt32(out var number) && number > 0 =>
                account.Escalate(id, number, by),
            (null, "acknowledged") => account.Acknowledge(id, by),
            (null, "resolved") => account.Resolve(id, by),
            _ => PagerDutyRefusal.InvalidInput("Incident must have a valid escalation_level or status."),
        };
        return refusal is null ? Shown(id) : refusal;
    }

    PagerDutyReply Annotate(string id, JsonElement body, Person by)
    {
        if (body.Part("note")?.Text("content") is not { } content || string.IsNullOrWhiteSpace(content))
            return PagerDutyRefusal.InvalidInput("Content cannot be empty.");

        return account.Annotate(id, content, by) is { } written
            ? PagerDutyReply.Ok("note", PagerDutyShapes.Note(written)) with { Status = StatusCodes.Status201Created }
            : PagerDutyRefusal.InvalidInput($"An incident takes {PagerDutyAccount.MaxNotes} notes at most.");
    }

    PagerDutyReply Shown(string id) => PagerDutyReply.Ok("incident", PagerDutyShapes.Incident(account.Find(id)!));

    static string Accepts(HttpRequest request) =>
        request.Headers.Accept.ToString().Replace(" ", "", StringComparison.Ordinal);

    Person? Requester(HttpRequest request) => options.Policy.People.FirstOrDefault(person =>
        person.Email.Equals(request.Headers["From"], StringComparison.OrdinalIgnoreCase));

    static JsonArray Array(IEnumerable<JsonObject> items) => new([.. items]);
}
