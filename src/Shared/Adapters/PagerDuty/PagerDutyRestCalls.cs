using OnCall.Adapters.Calls;
using OnCall.Core.Incidents;

namespace OnCall.Adapters.PagerDuty;

/// <summary>Calls of PagerDuty's REST API, with the headers that it wants on each.</summary>
public sealed class PagerDutyRestCalls
{
    const string Version2 = "application/vnd.pagerduty+json;version=2";
    readonly HttpClient _http;
    readonly PagerDutySettings _settings;

    public PagerDutyRestCalls(HttpClient http, PagerDutySettings settings)
    {
        _http = http;
        _http.BaseAddress ??= Call.BaseOf(settings.ApiUrl);
        _settings = settings;
    }

    public static string PathOf(IncidentId incident) => $"incidents/{Uri.EscapeDataString(incident.Value)}";

    internal Task<Answer> SendAsync(HttpMethod method, string path, CancellationToken cancellation) =>
        SendAsync(method, path, content: null, cancellation);

    internal async Task<Answer> SendAsync(
        HttpMethod method, string path, HttpContent? content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.TryAddWithoutValidation("Authorization", $"Token token={_settings.ApiToken}");
        request.Headers.TryAddWithoutValidation("Accept", Version2);
        request.Headers.TryAddWithoutValidation("From", _settings.FromEmail);
        return await Call.SendAsync(_http, request, cancellation);
    }
}
