using System.CommandLine;
using System.Globalization;
using OnCall.Bench.Rig;
using OnCall.Engine.Wakeups;

namespace OnCall.Bench.Webhook;

/// <summary><c>webhook</c>: signed webhook → committed → 2xx, beside the same storage and bus calls alone.</summary>
static class WebhookCommand
{
    const int Rounds = 5;
    static readonly TimeSpan LongDeadline = TimeSpan.FromHours(1);

    static readonly Option<int> Calls = new("--calls") { DefaultValueFactory = _ => 200 };

    public static Command Create()
    {
        var command = new Command("webhook", "Signed webhook to 2xx, as a ratio to the raw calls.") { Calls };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(Calls), cancellation));
        return command;
    }

    static async Task RunAsync(int calls, CancellationToken cancellation)
    {
        using var policy = new ShortPolicy(LongDeadline);
        await using var app = await AppAlone.StartAsync(inMemory: false, policy, cancellation);
        using var http = new HttpClient();
        await SignedWebhook.PostAsync(http, app.Address, "EXAMPLE", cancellation);
        var floor = await Floor.LikeAsync(
            app.Neighbourhood.Settings["AzureWebJobsStorage"], app.Parts.GetRequiredService<IWakeups>(),
            "incident-EXAMPLE", cancellation);
        await Console.Out.WriteLineAsync(
            $"One webhook is 1 read, 1 index row, 2 messages, 1 transaction of {floor.Rows} rows.");

        // Warm: what is compiled while it is measured is not what is measured.
        await CompareAsync(callers: 1, calls / 2, "W", report: false);
        foreach (var callers in (int[])[1, 16])
            await CompareAsync(callers, calls, $"C{callers}", report: true);

        async Task CompareAsync(int callers, int count, string name, bool report)
        {
            var (raw, ours) = (new Timings(), new Timings());
            for (var round = 0; round < Rounds; round++)
            {
                await raw.AddAsync(round * count, count, callers,
                    number => floor.RunAsync($"floor-{name}-{number}", TimeSpan.Zero, cancellation));
                await ours.AddAsync(round * count, count, callers,
                    number => SignedWebhook.PostAsync(http, app.Address, $"{name}-{number}", cancellation));
            }

            if (report)
                await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"{callers} callers: floor median {raw.Median.TotalMilliseconds:F1} ms, {raw.ASecond:F0}/s; "
                    + $"webhook median {ours.Median.TotalMilliseconds:F1} ms, {ours.ASecond:F0}/s; "
                    + $"median ratio {ours.Median / raw.Median:F2}, throughput ratio {ours.ASecond / raw.ASecond:F2}"));
        }
    }
}
