using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using OnCall.Adapters.NovaVms;
using OnCall.LocalHost.Time;

namespace OnCall.LocalHost.NovaVms;

/// <summary>Sends events as docs/novavms-api.md says: signed anew each time, at least once, and not for ever.</summary>
sealed class NovaVmsEventSender(NovaVmsSimulatorOptions options, TimeProvider clock) : IAsyncDisposable
{
    static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);
    static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);
    static readonly TimeSpan GivesUpAfter = TimeSpan.FromHours(24);
    static readonly TimeSpan MaxWaitForAnswer = TimeSpan.FromSeconds(10);

    readonly HttpClient _http = new();
    readonly CancellationTokenSource _stopping = new();
    readonly WorkCount _work = new();
    int _sent;

    public int UnderWay => _work.UnderWay;

    public async Task<SentEvent> SendAsync(Uri url, string type, JsonObject data, string? id, CancellationToken cancellation)
    {
        id ??= string.Create(CultureInfo.InvariantCulture, $"evt_{Interlocked.Increment(ref _sent)}");
        var body = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["id"] = id,
            ["type"] = type,
            ["occurred_at"] = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
            ["data"] = data.DeepClone(),
        }.ToJsonString());
        var first = await TryAsync(url, id, body, cancellation);
        if (IsToBeSentAgain(first))
        {
            _work.Begin();
            _ = Task.Run(() => SendAgainAsync(url, id, body, _stopping.Token), CancellationToken.None);
        }

        return first;
    }

    // Only cancelled, never disposed: without a timer it holds nothing, and may be stopped twice.
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _http.Dispose();
    }

    async Task SendAgainAsync(Uri url, string id, byte[] body, CancellationToken cancellation)
    {
        try
        {
            var giveUpAt = clock.GetUtcNow() + GivesUpAfter;
            for (var wait = FirstPause; clock.GetUtcNow() < giveUpAt; wait = wait * 2 < LongestPause ? wait * 2 : LongestPause)
            {
                await _work.WaitAsync(wait, clock, cancellation);
                if (!IsToBeSentAgain(await TryAsync(url, id, body, cancellation)))
                    break;
            }
        }
        catch (OperationCanceledException)
        {
            // The simulator was stopped: what was not sent stays unsent.
        }

        _work.End();
    }

    async Task<SentEvent> TryAsync(Uri url, string id, byte[] body, CancellationToken cancellation)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(NovaVmsSignature.TimestampHeader, timestamp);
        request.Headers.Add(NovaVmsSignature.Header, NovaVmsSignature.Sign(options.EventSecret, timestamp, body));
        using var tooLate = new CancellationTokenSource(MaxWaitForAnswer, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLate.Token, cancellation);
        try
        {
            using var response = await _http.SendAsync(request, either.Token);
            return new SentEvent(id, (int)response.StatusCode, await response.Content.ReadAsStringAsync(either.Token));
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new SentEvent(id, Status: null, Answer: "");
        }
    }

    static bool IsToBeSentAgain(SentEvent sent) => sent.Status is null or StatusCodes.Status429TooManyRequests or >= 500;
}
