using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using OnCall.Adapters.Slack;

namespace OnCall.LocalHost.Slack;

/// <summary>Posts to the app, signed as Slack signs it, and waits three seconds for the answer.</summary>
sealed class SlackSender(string signingSecret, TimeProvider clock) : IDisposable
{
    static readonly TimeSpan MaxWaitForAnswer = TimeSpan.FromSeconds(3);

    readonly HttpClient _http = new();

    public async Task<SlackAnswered> PostAsync(
        Uri url, SlackPost post, CancellationToken cancellation, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = Signed(url, post);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        using var tooLate = new CancellationTokenSource(MaxWaitForAnswer, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLate.Token, cancellation);
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            return new SlackAnswered(
                response.StatusCode, await response.Content.ReadAsStringAsync(either.Token),
                IsNotToBeRepeated: response.Headers.TryGetValues("x-slack-no-retry", out var no) && no.Contains("1"));
        }
        catch (HttpRequestException)
        {
            return new SlackAnswered(Status: null, "connection_failed");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new SlackAnswered(Status: null, "http_timeout");
        }
    }

    public void Dispose() => _http.Dispose();

    HttpRequestMessage Signed(Uri url, SlackPost post)
    {
        var body = Encoding.UTF8.GetBytes(post.Body);
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(post.ContentType);
        return new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = content,
            Headers =
            {
                { SlackSignature.TimestampHeader, timestamp },
                { SlackSignature.Header, SlackSignature.Sign(signingSecret, timestamp, body) },
            },
        };
    }
}

/// <summary>Something that Slack tells the app.</summary>
sealed record SlackPost(string ContentType, string Body)
{
    public static SlackPost Event(string json) => new("application/json", json);

    /// <param name="payload">JSON, which Slack wraps in a form.</param>
    public static SlackPost Interaction(string payload) =>
        Form(("payload", payload));

    public static SlackPost Form(params IEnumerable<(string Name, string Value)> fields) => new(
        "application/x-www-form-urlencoded",
        string.Join('&', fields.Select(field => $"{field.Name}={WebUtility.UrlEncode(field.Value)}")));
}

/// <param name="Status">Null when no answer came in time.</param>
/// <param name="Body">Without an answer, Slack's name for the reason.</param>
public sealed record SlackAnswered(HttpStatusCode? Status, string Body, bool IsNotToBeRepeated = false)
{
    public bool IsTaken => Status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices;
}
