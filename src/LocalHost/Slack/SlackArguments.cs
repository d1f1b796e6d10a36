using System.Text.Json;
using System.Text.Json.Nodes;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.Slack;

/// <summary>What a method was called with: JSON, or a form, or a query, all read as one JSON object.</summary>
/// <param name="Error">Slack's name for what cannot be read.</param>
sealed record SlackArguments(JsonElement Body, string? Error = null)
{
    public static async Task<SlackArguments> ReadAsync(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method))
            return Of(request.Query.Select(entry => (entry.Key, entry.Value.ToString())));
        if (request.HasFormContentType)
            return Of((await request.ReadFormAsync()).Select(entry => (entry.Key, entry.Value.ToString())));
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
            return new SlackArguments(default, "invalid_form_data");

        return SentJson.Parse(await LocalServer.BodyOf(request)) switch
        {
            null => new SlackArguments(default, "invalid_json"),
            { ValueKind: JsonValueKind.Object } body => new SlackArguments(body),
            _ => new SlackArguments(default, "json_not_object"),
        };
    }

    static SlackArguments Of(IEnumerable<(string Name, string Value)> entries)
    {
        var body = new JsonObject();
        foreach (var (name, value) in entries)
            body[name] = IsStructured(name) && SentJson.Parse(System.Text.Encoding.UTF8.GetBytes(value)) is { } parsed
                ? JsonNode.Parse(parsed.GetRawText())
                : value;
        using var document = JsonDocument.Parse(body.ToJsonString());
        return new SlackArguments(document.RootElement.Clone());
    }

    // In a form these are written as JSON.
    static bool IsStructured(string name) => name is "blocks" or "metadata" or "view";
}
