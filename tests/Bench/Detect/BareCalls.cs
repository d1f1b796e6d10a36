using System.Text;
using OnCall.Bench.Webhook;

namespace OnCall.Bench.Detect;

/// <summary>
/// The least that a page costs, one after the other: a read of the silences and of the detector, one message, one
/// transaction of the same rows, and the same event at PagerDuty. It goes there as an acknowledgement of what is not open, which
/// changes nothing.
/// </summary>
sealed class BareCalls(Floor floor, HttpClient pagerDuty, string enqueued) : IDisposable
{
    static readonly TimeSpan Never = TimeSpan.FromDays(1);

    readonly string _body = enqueued.Replace("\"trigger\"", "\"acknowledge\"", StringComparison.Ordinal);

    public int Rows => floor.Rows;

    /// <param name="number">Never given twice.</param>
    public async Task RunAsync(int number, CancellationToken cancellation)
    {
        await floor.ReadAsync("silences-team", cancellation);
        await floor.RunAsync($"floor-{number}", Never, cancellation);
        using var body = new StringContent(_body, Encoding.UTF8, "application/json");
        using var answer = await pagerDuty.PostAsync("v2/enqueue", body, cancellation);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => pagerDuty.Dispose();
}
