using System.Text.Json.Nodes;

namespace OnCall.LocalHost.Slack;

/// <summary>Answers of the Web API. Errors are answers too.</summary>
static class SlackReply
{
    public static JsonObject Ok(params IEnumerable<(string Name, JsonNode? Value)> fields)
    {
        var reply = new JsonObject { ["ok"] = true };
        foreach (var (name, value) in fields)
            reply[name] = value;
        return reply;
    }

    public static JsonObject Error(string error) => new() { ["ok"] = false, ["error"] = error };
}
