using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace OnCall.Peers.Slack;

/// <summary>One call of Slack's Web API, or an answer to what Slack posted to us.</summary>
/// <param name="Method">Of the Web API: "chat.postMessage".</param>
sealed record SlackPayload(string From, string Method, JsonNode Arguments);

/// <summary>A Slack that takes everything, and remembers it.</summary>
sealed class RecordedCalls : HttpMessageHandler
{
    const string Answer = """
        {"ok":true,"channel":"C0LIVE","ts":"1767689000.000200","view":{"id":"V1"},"permalink":"https://slack.example/1","messages":[
        {"ts":"1767688920.000100","user":"U0ADA","text":"it burns","reactions":[{"name":"+1","users":["U0ADA"],"count":2}]}]}
        """;

    const string Opened = """{"ok":true,"channel":{"id":"D0ADA"}}""";

    public List<SlackPayload> All { get; } = [];

    /// <summary>What is sent from now on is sent because of this.</summary>
    public string From { get; set; } = "";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var method = request.RequestUri!.Segments[^1];
        var arguments = request.Content is { } content
            ? JsonNode.Parse(await content.ReadAsStringAsync(cancellationToken))!
            : Queried(request.RequestUri.Query);
        All.Add(new SlackPayload(From, method, arguments));
        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(method == "conversations.open" ? Opened : Answer, Encoding.UTF8, "application/json"),
        };
    }

    // A query is text; Slack's types say what it stands for.
    static JsonObject Queried(string query) => new(query.TrimStart('?').Split('&').Select(pair => pair.Split('=', 2)).Select(pair =>
        KeyValuePair.Create(pair[0], (JsonNode?)((pair[0], Uri.UnescapeDataString(pair[1])) switch
        {
            ("limit", var number) => JsonValue.Create(int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)),
            (_, "true") => JsonValue.Create(true),
            (_, var text) => JsonValue.Create(text),
        }))));
}
