using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OnCall.LocalHost;
using OnCall.LocalHost.Slack;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>What the simulated Slack refuses, by the names that Slack uses.</summary>
public sealed class SlackSimulatorTests : IAsyncLifetime
{
    const string Token = "xoxb-sandbox";
    const string Metadata = """{"event_type":"x","event_payload":{"id":"7"}}""";
    const string Divider = """{"type":"divider"}""";

    readonly SlackSimulator _slack = new(new SlackSimulatorOptions(Fixture.Policy, Token), new FakeTimeProvider(Fixture.Start));
    readonly HttpClient _http = new();

    public async ValueTask InitializeAsync() => await _slack.StartAsync();

    [Theory]
    [InlineData("""{"channel":"C0LIVE","text":"hello"}""", null)]
    [InlineData("""{"channel":"#novavms-incident-live","text":"hello"}""", null)]
    [InlineData("""{"channel":"C0LIVE","blocks":[{"type":"divider"}]}""", null)]
    [InlineData("""{"channel":"C0OTHER","text":"hello"}""", "channel_not_found")]
    [InlineData("""{"text":"hello"}""", "channel_not_found")]
    [InlineData("""{"channel":"C0LIVE"}""", "no_text")]
    [InlineData("""{"channel":"C0LIVE","text":""}""", "no_text")]
    [InlineData("""{"channel":"C0LIVE","text":"hello","thread_ts":null}""", "invalid_arguments")]
    [InlineData("""{"channel":"C0LIVE","text":"hello","thread_ts":"1.000001"}""", "thread_not_found")]
    [InlineData("""{"channel":"C0LIVE","text":"hello","blocks":[]}""", "invalid_blocks")]
    [InlineData("""{"channel":"C0LIVE","text":"hello","blocks":[{"type":"carousel"}]}""", "invalid_blocks")]
    [InlineData("""{"channel":"C0LIVE","text":"hello","blocks":[{"type":"section"}]}""", "invalid_blocks")]
    [InlineData("""{"channel":"C0LIVE","text":"hello","blocks":[{"type":"header","text":{"type":"mrkdwn","text":"x"}}]}""", "invalid_blocks")]
    [InlineData("""{"channel":"C0LIVE","text":"hello","metadata":{"event_type":"x","event_payload":{"deep":{}}}}""", "invalid_metadata_format")]
    [InlineData("""{"channel":""", "invalid_json")]
    [InlineData("[]", "json_not_object")]
    public async Task Posting(string body, string? error) => Assert.Equal(error, await CallAsync("chat.postMessage", body));

    [Fact]
    public async Task Texts_that_are_too_long_are_refused()
    {
        Assert.Equal("invalid_blocks", await CallAsync("chat.postMessage", Blocks("section", "mrkdwn", 3001)));
        Assert.Null(await CallAsync("chat.postMessage", Blocks("section", "mrkdwn", 3000)));
        Assert.Equal("invalid_blocks", await CallAsync("chat.postMessage", Blocks("header", "plain_text", 151)));
        Assert.Equal("invalid_blocks", await CallAsync("chat.postMessage",
            $$"""{"channel":"C0LIVE","blocks":[{{string.Join(',', Enumerable.Repeat(Divider, 51))}}]}"""));
    }

    [Theory]
    [InlineData("auth.test", Token, "application/json", null)]
    [InlineData("auth.test", "xoxb-wrong", "application/json", "invalid_auth")]
    [InlineData("auth.test", null, "application/json", "not_authed")]
    [InlineData("chat.sing", Token, "application/json", "unknown_method")]
    [InlineData("chat.postMessage", Token, "text/plain", "invalid_form_data")]
    public async Task Calling(string method, string? token, string contentType, string? error) =>
        Assert.Equal(error, await CallAsync(method, "{}", token, contentType));

    [Fact]
    public async Task Threads_are_read_back_with_their_metadata()
    {
        await CallAsync("chat.postMessage", """{"channel":"C0LIVE","text":"one"}""");
        var ts = Assert.Single(_slack.Messages).Ts;
        await CallAsync("chat.postMessage",
            $$"""{"channel":"C0LIVE","text":"two","thread_ts":"{{ts}}","metadata":{{Metadata}}}""");

        var thread = await ReadAsync($"conversations.replies?channel=C0LIVE&ts={ts}&include_all_metadata=true");
        Assert.Equal(["one", "two"], thread.Select(message => message.GetProperty("text").GetString()));
        Assert.Equal("7", thread[1].GetProperty("metadata").GetProperty("event_payload").GetProperty("id").GetString());
        Assert.Equal("one", Assert.Single(await ReadAsync("conversations.history?channel=C0LIVE")).GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_taken_port_is_named_together_with_the_way_out()
    {
        await using var second = new SlackSimulator(
            new SlackSimulatorOptions(Fixture.Policy, Token, _slack.Url.Port), TimeProvider.System);
        var refusal = await Assert.ThrowsAsync<LocalHostException>(second.StartAsync);
        Assert.Contains($"port {_slack.Url.Port}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--slack-port", refusal.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _slack.DisposeAsync();
    }

    static string Blocks(string type, string textType, int length) =>
        $$$"""{"channel":"C0LIVE","blocks":[{"type":"{{{type}}}","text":{"type":"{{{textType}}}","text":"{{{new string('x', length)}}}"} }]}""";

    async Task<JsonElement[]> ReadAsync(string call)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_slack.ApiUrl, call));
        return [.. (await AnswerAsync(request, Token)).GetProperty("messages").EnumerateArray()];
    }

    /// <summary>The error, or null when Slack said ok.</summary>
    async Task<string?> CallAsync(string method, string body, string? token = Token, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_slack.ApiUrl, method))
        {
            Content = new StringContent(body, Encoding.UTF8, contentType),
        };
        var answer = await AnswerAsync(request, token);
        return answer.GetProperty("ok").GetBoolean() ? null : answer.GetProperty("error").GetString();
    }

    async Task<JsonElement> AnswerAsync(HttpRequestMessage request, string? token)
    {
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }
}
