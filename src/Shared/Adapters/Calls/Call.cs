using System.Globalization;

namespace OnCall.Adapters.Calls;

/// <summary>One HTTP call, whose failure is an answer like any other.</summary>
static class Call
{
    const int MaxAnswerBytes = 1024 * 1024;
    static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(1);

    public static async Task<Answer> SendAsync(HttpClient http, HttpRequestMessage request, CancellationToken cancellation)
    {
        // By itself the client's time limit ends with the headers: a body that never ends would hold its caller for good.
        using var limit = new CancellationTokenSource(http.Timeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return new Answer.Given(response.StatusCode, await BodyAsync(response, either.Token), RetryAfter(response));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return new Answer.Missing("it did not answer in time") { IsLate = true };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Not only HttpRequestException: the handlers of a typed client (time limits, circuit breakers)
            // have exceptions of their own. Whichever it is, no answer came.
            return new Answer.Missing($"it could not be reached: {e.Message}");
        }
    }

    /// <summary>Relative addresses replace the last part of a base address that does not end with a slash.</summary>
    public static Uri BaseOf(Uri url) =>
        url.AbsoluteUri.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/");

    static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        using var body = new MemoryStream();
        var chunk = new byte[16 * 1024];
        while (body.Length < MaxAnswerBytes && await stream.ReadAsync(chunk, cancellation) is var read and > 0)
            body.Write(chunk, 0, read);
        return body.ToArray();
    }

    static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        // PagerDuty says it in a header of its own.
        var wait = response.Headers.RetryAfter?.Delta ?? Seconds(response, "ratelimit-reset");
        return wait > MaxRetryAfter ? MaxRetryAfter : wait;
    }

    static TimeSpan? Seconds(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values)
        && int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
