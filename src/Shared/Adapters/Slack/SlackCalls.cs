using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Json;
using OnCall.Engine.Outbox;

namespace OnCall.Adapters.Slack;

/// <summary>Calls of Slack's Web API in the name of the bot.</summary>
public sealed class SlackCalls
{
    readonly HttpClient _http;
    readonly SlackSettings _settings;

    public SlackCalls(HttpClient http, SlackSettings settings)
    {
        _http = http;
        _http.BaseAddress ??= Call.BaseOf(settings.ApiUrl);
        _settings = settings;
    }

    /// <param name="method">With its arguments as a query.</param>
    internal Task<Answer> GetAsync(string method, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Get, method, content: null, cancellation);

    internal async Task<Answer> PostAsync<T>(
        string method, T arguments, JsonTypeInfo<T> json, CancellationToken cancellation)
    {
        using var content = JsonContent.Create(arguments, json);
        return await SendAsync(HttpMethod.Post, method, content, cancellation);
    }

    /// <summary>In a sentence; null when Slack did as asked.</summary>
    internal static string? WhyNot(Answer answer) => SlackAnswers.Classify(answer) switch
    {
        Delivery.RetryLater retry => retry.Why,
        Delivery.GiveUp giveUp => giveUp.Why,
        _ => null,
    };

    /// <summary>Slack's name for what went wrong; null when it gave none.</summary>
    internal static string? ErrorIn(Answer answer)
    {
        using var document = answer is Answer.Given given ? LenientJson.Parse(given.Body) : null;
        return document?.RootElement.Text("error");
    }

    async Task<Answer> SendAsync(HttpMethod http, string method, HttpContent? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(http, method) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {_settings.BotToken}");
        return await Call.SendAsync(_http, request, cancellation);
    }
}
