using System.Net;
using OnCall.LocalHost.Time;

namespace OnCall.LocalHost.PagerDuty;

/// <summary>A webhook on its way.</summary>
/// <param name="Id">The same in every attempt.</param>
sealed record Webhook(
    string Id, string EventType, string IncidentId, Uri Url, ReadOnlyMemory<byte> Body, DateTimeOffset CreatedAt);

/// <summary>
/// Delivers webhooks as PagerDuty does: in order for each incident, again after a 5xx, a 429 or no answer,
/// never again after another refusal; and after three refusals in a row it stops for a day.
/// </summary>
sealed class WebhookQueue(
    Func<Webhook, CancellationToken, Task<HttpStatusCode?>> send, RetryPauses retries, TimeProvider clock)
    : IAsyncDisposable
{
    public const int MaxDropsInARow = 3;
    static readonly TimeSpan DisabledFor = TimeSpan.FromHours(24);
    static readonly TimeSpan GivesUpAfter = TimeSpan.FromHours(48);

    readonly Lock _gate = new();
    readonly Dictionary<string, Queue<Webhook>> _waiting = new(StringComparer.Ordinal);
    readonly CancellationTokenSource _stopping = new();
    readonly WorkCount _work = new();
    DateTimeOffset _disabledUntil;
    int _dropsInARow;

    /// <summary>Those that are being sent; not those that wait for the time of a retry.</summary>
    public int UnderWay => _work.UnderWay;

    public bool IsEnabled
    {
        get
        {
            lock (_gate)
                return clock.GetUtcNow() >= _disabledUntil;
        }
    }

    public void Enable()
    {
        lock (_gate)
            (_disabledUntil, _dropsInARow) = (default, 0);
    }

    /// <summary>As after too many refusals.</summary>
    public void Suspend()
    {
        lock (_gate)
            _disabledUntil = clock.GetUtcNow() + DisabledFor;
    }

    public void Add(Webhook webhook)
    {
        lock (_gate)
        {
            if (_waiting.TryGetValue(webhook.IncidentId, out var queue))
            {
                queue.Enqueue(webhook);
                return;
            }

            _waiting[webhook.IncidentId] = new Queue<Webhook>([webhook]);
            _work.Begin();
        }

        var cancellation = _stopping.Token;
        _ = Task.Run(() => DeliverAllAsync(webhook.IncidentId, cancellation), cancellation);
    }

    // Only cancelled, never disposed: without a timer it holds nothing, and may be stopped twice.
    public async ValueTask DisposeAsync() => await _stopping.CancelAsync();

    async Task DeliverAllAsync(string incidentId, CancellationToken cancellation)
    {
        try
        {
            while (Next(incidentId) is { } webhook)
                await DeliverAsync(webhook, cancellation);
        }
        catch (OperationCanceledException)
        {
            // The simulator was stopped: what was not sent stays unsent.
        }
    }

    Webhook? Next(string incidentId)
    {
        lock (_gate)
        {
            if (_waiting[incidentId].TryDequeue(out var webhook))
                return webhook;

            _waiting.Remove(incidentId);
            _work.End();
            return null;
        }
    }

    async Task DeliverAsync(Webhook webhook, CancellationToken cancellation)
    {
        for (var wait = retries.First; IsEnabled && clock.GetUtcNow() - webhook.CreatedAt < GivesUpAfter; wait *= 2)
        {
            var status = await send(webhook, cancellation);
            if (status is not (null or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError))
            {
                Count(taken: status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices);
                return;
            }

            await _work.WaitAsync(wait < retries.Longest ? wait : retries.Longest, clock, cancellation);
        }
    }

    void Count(bool taken)
    {
        lock (_gate)
        {
            _dropsInARow = taken ? 0 : _dropsInARow + 1;
            if (_dropsInARow >= MaxDropsInARow)
                (_disabledUntil, _dropsInARow) = (clock.GetUtcNow() + DisabledFor, 0);
        }
    }
}
