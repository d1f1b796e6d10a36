using System.Text.Json;
using System.Text.Json.Nodes;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.PagerDuty;

/// <summary>PagerDuty's Events API v2, by which a program triggers, acknowledges and resolves.</summary>
sealed class PagerDutyEvents(PagerDutyAccount account, string routingKey)
{
    /// <summary>Events under any other are refused.</summary>
    public string RoutingKey { get; set; } = routingKey;

    const int MaxDedupKeyLength = 255;
    const int MaxSummaryLength = 1024;

    public PagerDutyReply Answer(ReadOnlyMemory<byte> body)
    {
        var sent = SentJson.Parse(body) ?? default;
        var errors = ErrorsIn(sent).ToList();
        if (errors.Count > 0)
            return new PagerDutyReply(StatusCodes.Status400BadRequest, new JsonObject
            {
                ["status"] = "invalid event",
                ["message"] = "Event object is invalid",
                ["errors"] = new JsonArray([.. errors.Select(error => JsonValue.Create(error))]),
            });

        return new PagerDutyReply(StatusCodes.Status202Accepted, new JsonObject
        {
            ["status"] = "success",
            ["message"] = "Event processed",
            ["dedup_key"] = Perform(sent),
        });
    }

    /// <summary>Without a key, acknowledge and resolve are accepted and do nothing: so does PagerDuty.</summary>
    string? Perform(JsonElement sent)
    {
        var key = sent.Text("dedup_key");
        var open = key is null ? null : account.OpenBy(key);
        switch (sent.Text("event_action"))
        {
            case "trigger":
                return account.Trigger(sent.GetProperty("payload").Text("summary")!, key, DetailsIn(sent)).DedupKey;
            case "acknowledge" when open is not null:
                account.Acknowledge(open.Id, by: null);
                break;
            case "resolve" when open is not null:
                account.Resolve(open.Id, by: null);
                break;
        }

        return key;
    }

    // As people see them beside the incident.
    static string DetailsIn(JsonElement sent) => new JsonObject
    {
        ["custom_details"] = Copy(sent.Part("payload")?.Part("custom_details")),
        ["links"] = Copy(sent.Part("links")),
    }.ToJsonString();

    static JsonNode? Copy(JsonElement? part) => part is { } found ? JsonNode.Parse(found.GetRawText()) : null;

    IEnumerable<string> ErrorsIn(JsonElement sent)
    {
        if (sent.Text("routing_key") != RoutingKey)
            yield return "'routing_key' is invalid or missing";
        if (sent.Text("dedup_key")?.Length > MaxDedupKeyLength)
            yield return $"'dedup_key' is longer than {MaxDedupKeyLength} characters";

        var action = sent.Text("event_action");
        if (action is not ("trigger" or "acknowledge" or "resolve"))
            yield return "'event_action' is invalid or missing";
        if (action != "trigger")
            yield break;

        var payload = sent.Part("payload") ?? default;
        if (payload.Text("summary") is not { Length: > 0 and <= MaxSummaryLength })
            yield return "'payload.summary' is missing, empty or too long";
        if (payload.Text("source") is not { Length: > 0 })
            yield return "'payload.source' is missing or blank";
        if (payload.Text("severity") is not ("critical" or "error" or "warning" or "info"))
            yield return "'payload.severity' is invalid or missing";
    }
}
