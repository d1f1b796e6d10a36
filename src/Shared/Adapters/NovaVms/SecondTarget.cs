using OnCall.Adapters.Calls;
using OnCall.Adapters.PagerDuty;

namespace OnCall.Adapters.NovaVms;

/// <summary>
/// Somebody who has nothing to do with the product: PagerDuty's events host. When they answer, whatever it is, our own network,
/// its DNS and its TLS are well.
/// </summary>
public sealed class SecondTarget
{
    static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(3);

    readonly HttpClient _http;

    public SecondTarget(HttpClient http, PagerDutySettings settings)
    {
        _http = http;
        _http.BaseAddress ??= Call.BaseOf(settings.EventsUrl);
    }

    public async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(AnswerWithin, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, "");
        try
        {
            return await Call.SendAsync(_http, request, either.Token) is Answer.Given;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
