using System.Net.Http.Headers;
using OnCall.Adapters.Calls;

namespace OnCall.Adapters.NovaVms;

/// <summary>Calls of the product's own API; docs/novavms-api.md says what it is asked.</summary>
public sealed class NovaVmsCalls
{
    readonly HttpClient _http;
    readonly NovaVmsSettings _settings;

    public NovaVmsCalls(HttpClient http, NovaVmsSettings settings)
    {
        _http = http;
        _http.BaseAddress ??= Call.BaseOf(settings.BaseUrl);
        _settings = settings;
    }

    /// <summary>Null while there is a token to send.</summary>
    internal string? WhyNoToken => SentToken.WhyNot("NovaVms__ApiToken", _settings.ApiToken);

    /// <summary>Without the token, for what answers everybody.</summary>
    internal async Task<Answer> GetOpenAsync(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await Call.SendAsync(_http, request, cancellation);
    }

    internal Task<Answer> GetAsync(string path, CancellationToken cancellation) => SendAsync(HttpMethod.Get, path, null, cancellation);

    internal async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? body, CancellationToken cancellation)
    {
        if (WhyNoToken is { } why)
            return new Answer.Missing(why.TrimEnd('.'));

        using var request = new HttpRequestMessage(method, path) { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _settings.ApiToken);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return await Call.SendAsync(_http, request, cancellation);
    }
}
