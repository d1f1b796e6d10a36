using System.Globalization;
using OnCall.Bench.Rig;
using OnCall.LocalHost.Site;

namespace OnCall.Bench.Memory;

/// <summary>
/// Opens incidents no faster than they are worked off: with thousands of messages waiting, what is measured would be
/// the queue. A webhook that is not taken is sent again, as PagerDuty does; how it goes is said on the way.
/// </summary>
sealed class Intake(LocalSite site)
{
    const int Callers = 8;
    const int MaxWaiting = 200;
    const int MaxAttempts = 20;
    const int BetweenReports = 500;
    static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(1);
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);
    static readonly TimeSpan DrainWithin = TimeSpan.FromMinutes(5);

    readonly long _began = TimeProvider.System.GetTimestamp();
    int _opened;
    int _sentAgain;
    int _givenUp;

    int Waiting => site.Neighbourhood.Bus!.UnderWay;

    public async Task OpenAsync(int incidents, CancellationToken cancellation)
    {
        using var http = new HttpClient();
        await Parallel.ForAsync(
            0, incidents, new ParallelOptions { MaxDegreeOfParallelism = Callers, CancellationToken = cancellation },
            async (number, stop) =>
            {
                while (Waiting > MaxWaiting)
                    await Task.Delay(BetweenLooks, TimeProvider.System, stop);
                await OpenOneAsync(http, number, stop);
            });
    }

    /// <summary>Returns when nothing waits in the queue, or too long has passed.</summary>
    public async Task DrainedAsync(CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (Waiting > 0 && TimeProvider.System.GetElapsedTime(began) < DrainWithin)
            await Task.Delay(BetweenLooks, TimeProvider.System, cancellation);
        await ShowAsync();
    }

    public override string ToString() => $"{_opened} incidents taken"
        + (_sentAgain > 0 ? $" ({_sentAgain} webhooks sent again)" : "")
        + (_givenUp > 0 ? $", {_givenUp} never" : "");

    async Task OpenOneAsync(HttpClient http, int number, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var body = SignedWebhook.Triggered($"Q{number}", TimeProvider.System.GetUtcNow());
            using var request = SignedWebhook.To(site.Address, body, $"webhook-{number}");
            using var response = await http.SendAsync(request, cancellation);
            if (response.IsSuccessStatusCode)
            {
                if (Interlocked.Increment(ref _opened) % BetweenReports == 0)
                    await ShowAsync();
                return;
            }

            Interlocked.Increment(ref _sentAgain);
            await Console.Error.WriteLineAsync($"Incident {number}, attempt {attempt}: {response.StatusCode}");
            await Task.Delay(BetweenAttempts, TimeProvider.System, cancellation);
        }

        Interlocked.Increment(ref _givenUp);
    }

    Task ShowAsync() => Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
        $"{TimeProvider.System.GetElapsedTime(_began).TotalSeconds:F0} s: {this}, {Waiting} messages wait"));
}
