using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OnCall.Adapters.Slack;
using OnCall.Core.Policy;
using OnCall.LocalHost.Slack;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>A simulated Slack, our clients of it, and the calls that no client of ours makes.</summary>
sealed class SlackSandbox : IAsyncDisposable
{
    public const string Token = "xoxb-sandbox";
    public const string Secret = "sandbox secret";

    readonly HttpClient _http = new();

    SlackSandbox() => Slack = new SlackSimulator(
        new SlackSimulatorOptions(Fixture.Policy, Token) { SigningSecret = Secret }, Clock);

    public FakeTimeProvider Clock { get; } = new(Fixture.Start);

    public SlackSimulator Slack { get; }

    public Channel OnCallChannel { get; } = Fixture.Policy.Channels.OnCall;

    public SlackViews Views => new(Calls());

    public SlackThreads Threads => new(Calls());

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<SlackSandbox> StartAsync()
    {
        var sandbox = new SlackSandbox();
        await sandbox.Slack.StartAsync();
        return sandbox;
    }

    public SlackCalls Calls(string token = Token) =>
        new(new HttpClient(), new SlackSettings { BotToken = token, ApiUrl = Slack.ApiUrl });

    /// <summary>As our bot posts into the channel of those on call.</summary>
    public async Task<PostedMessage> PostAsync(string text, string more = "")
    {
        Assert.Null(await CallAsync("chat.postMessage", $$"""{"channel":"{{OnCallChannel.Id}}","text":"{{text}}"{{more}}}"""));
        return Slack.Messages[^1];
    }

    /// <summary>The error, or null when Slack said ok.</summary>
    public async Task<string?> CallAsync(string method, string body)
    {
        var answer = await AnswerAsync(method, body);
        return answer.GetProperty("ok").GetBoolean() ? null : answer.GetProperty("error").GetString();
    }

    public async Task<JsonElement> AnswerAsync(string method, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Slack.ApiUrl, method))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var response = await _http.SendAsync(request, Cancellation);
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(Cancellation));
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Slack.DisposeAsync();
    }
}
