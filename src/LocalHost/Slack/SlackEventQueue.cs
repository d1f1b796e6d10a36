using System.Globalization;
using OnCall.LocalHost.Time;

namespace OnCall.LocalHost.Slack;

/// <summary>
/// Delivers events as Slack does: in no order, and what was not taken again at once, after one minute and after five
/// more, and then never.
/// </summary>
sealed class SlackEventQueue(SlackSender sender, WorkCount work, TimeProvider clock, Action<SlackEventAttempt> sent)
    : IAsyncDisposable
{
    static readonly TimeSpan[] Retries = [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    readonly CancellationTokenSource _stopping = new();

    public void Add(Uri url, SlackEvent happened)
    {
        work.Begin();
        var cancellation = _stopping.Token;
        _ = Task.Run(() => DeliverAsync(url, happened, cancellation), CancellationToken.None);
    }

    // Only cancelled, never disposed: without a timer it holds nothing, and may be stopped twice.
    public async ValueTask DisposeAsync() => await _stopping.CancelAsync();

    async Task DeliverAsync(Uri url, SlackEvent happened, CancellationToken cancellation)
    {
        try
        {
            var answer = await SendAsync(url, happened, retry: 0, reason: "", cancellation);
            for (var retry = 1; retry <= Retries.Length && !answer.IsTaken && !answer.IsNotToBeRepeated; retry++)
            {
                if (Retries[retry - 1] > TimeSpan.Zero)
                    await work.WaitAsync(Retries[retry - 1], clock, cancellation);
                answer = await SendAsync(
                    url, happened, retry, answer.Status is null ? answer.Body : "http_error", cancellation);
            }

            work.End();
        }
        catch (OperationCanceledException)
        {
            // The simulator was stopped: what was not sent stays unsent.
        }
    }

    async Task<SlackAnswered> SendAsync(
        Uri url, SlackEvent happened, int retry, string reason, CancellationToken cancellation)
    {
        (string, string)[] headers = retry == 0
            ? []
            : [("x-slack-retry-num", retry.ToString(CultureInfo.InvariantCulture)), ("x-slack-retry-reason", reason)];
        var answer = await sender.PostAsync(url, SlackPost.Event(happened.Json), cancellation, headers);
        sent(new SlackEventAttempt(clock.GetUtcNow(), happened.Type, happened.Id, retry, answer));
        return answer;
    }
}

/// <summary>An event on its way.</summary>
sealed record SlackEvent(string Id, string Type, string Json);

/// <param name="Retry">0 for the first attempt, then 1 to 3.</param>
public sealed record SlackEventAttempt(DateTimeOffset At, string EventType, string EventId, int Retry, SlackAnswered Answer);
