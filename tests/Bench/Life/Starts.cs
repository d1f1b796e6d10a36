using System.Globalization;
using Azure.Data.Tables;
using OnCall.Bench.Rig;
using OnCall.Bench.Webhook;

namespace OnCall.Bench.Life;

/// <summary>
/// How many incidents begin a second, each by a signed webhook that is answered when it is committed, beside the
/// least that a durable start costs on the same storage: one read, and one transaction of four rows.
/// </summary>
static class Starts
{
    const int Calls = 100;
    const int Rounds = 5;
    const int RowsOfTheFloor = 4;
    static readonly string Kilobyte = new('x', 1024);
    static readonly TimeSpan LongDeadline = TimeSpan.FromHours(1);

    public static async Task RunAsync(CancellationToken cancellation)
    {
        using var policy = new ShortPolicy(LongDeadline);
        await using var app = await AppAlone.StartAsync(inMemory: false, policy, cancellation);
        using var http = new HttpClient();
        var table = new TableClient(app.Neighbourhood.Settings["AzureWebJobsStorage"], "floor");
        await table.CreateIfNotExistsAsync(cancellation);

        // Warm: what is compiled while it is measured is not what is measured.
        await CompareAsync(callers: 1, "W");
        foreach (var callers in (int[])[1, 16])
        {
            var (raw, ours) = await CompareAsync(callers, $"C{callers}");
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"starts, {callers} callers: {ours.ASecond:F0}/s (p50 {ours.Median.TotalMilliseconds:F1} ms) beside a "
                + $"floor of {raw.ASecond:F0}/s (p50 {raw.Median.TotalMilliseconds:F1} ms): ratio "
                + $"{ours.ASecond / raw.ASecond:F2}"));
        }

        async Task<(Timings Raw, Timings Ours)> CompareAsync(int callers, string name)
        {
            var (raw, ours) = (new Timings(), new Timings());
            for (var round = 0; round < Rounds; round++)
            {
                await raw.AddAsync(round * Calls, Calls, callers,
                    number => RunFloorAsync(table, $"{name}-{number}", cancellation));
                await ours.AddAsync(round * Calls, Calls, callers, number => SignedWebhook.PostAsync(
                    http, app.Address, $"{name}-{number}", cancellation));
            }

            return (raw, ours);
        }
    }

    static async Task RunFloorAsync(TableClient table, string process, CancellationToken cancellation)
    {
        await table.GetEntityIfExistsAsync<TableEntity>(process, "head", cancellationToken: cancellation);
        await table.SubmitTransactionAsync(
            Enumerable.Range(0, RowsOfTheFloor).Select(row => new TableTransactionAction(
                TableTransactionActionType.Add, new TableEntity(process, $"row-{row}") { ["Text"] = Kilobyte })),
            cancellation);
    }
}
