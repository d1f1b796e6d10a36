using Microsoft.Extensions.Logging;
using OnCall.Engine.Streams;
using OnCall.Engine.Wakeups;

namespace OnCall.Engine.Sweep;

/// <summary>
/// Knocks at every open process that is overdue, so that even a lost bus loses nothing. Takes closed processes
/// out of the index of open ones.
/// </summary>
public sealed partial class Sweeper(IStreamStore store, IWakeups wakeups, TimeProvider clock, ILogger<Sweeper> log)
{
    /// <summary>An effect that waits for this long has lost its knock; before, it is on its way.</summary>
    public static readonly TimeSpan EffectOverdueAfter = TimeSpan.FromSeconds(15);

    // Storage answers many readers faster than one, and a sweep has to end long before the next.
    const int AtOnce = 16;

    /// <summary>The commit follows the listing at once; after this long it will not come any more.</summary>
    public static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(2);

    public async Task<SweepReport> RunAsync(CancellationToken cancellation)
    {
        var report = SweepReport.Nothing;
        var batch = new List<OpenProcess>(AtOnce);
        await foreach (var listed in store.OpenProcessesAsync(cancellation))
        {
            batch.Add(listed);
            if (batch.Count == AtOnce)
                report = await LookAtAsync(batch, report, cancellation);
        }

        report = await LookAtAsync(batch, report, cancellation);
        LogSwept(report.Open, report.Woken, report.OldestLag);
        return report;
    }

    async Task<SweepReport> LookAtAsync(
        List<OpenProcess> batch, SweepReport report, CancellationToken cancellation)
    {
        var found = await Task.WhenAll(batch.Select(listed => LookAtAsync(listed, cancellation)));
        batch.Clear();
        return found.Aggregate(report, (sum, one) => sum + one);
    }

    async Task<SweepReport> LookAtAsync(OpenProcess listed, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var found = await store.ReadAsync(listed.Process, cancellation);
        if (found is null or { IsSettled: true })
        {
            // Whoever has listed it just now is about to commit.
            if (now - listed.ListedAt > ForgottenAfter)
                await store.UnlistAsync(listed, cancellation);
            return SweepReport.Nothing;
        }

        var lag = LagOf(found, now);
        if (lag < TimeSpan.Zero)
            return SweepReport.Nothing with { Open = 1 };

        await wakeups.SendAsync(new Wakeup(listed.Process, found.Head.Version, now, now), cancellation);
        return new SweepReport(Open: 1, Woken: 1, lag);
    }

    // Negative while nothing is overdue.
    static TimeSpan LagOf(Snapshot found, DateTimeOffset now) => now - found.Open
        .Select(row => row.FreeAt + EffectOverdueAfter)
        .Append(found.Head.Deadline ?? DateTimeOffset.MaxValue)
        .Min();

    [LoggerMessage(Level = LogLevel.Information, Message = "Sweep: {Open} open, {Woken} woken, oldest lag {OldestLag}")]
    partial void LogSwept(int open, int woken, TimeSpan oldestLag);
}

/// <param name="OldestLag">How long the most overdue thing has been overdue.</param>
public sealed record SweepReport(int Open, int Woken, TimeSpan OldestLag)
{
    public static readonly SweepReport Nothing = new(Open: 0, Woken: 0, OldestLag: TimeSpan.Zero);

    public static SweepReport operator +(SweepReport one, SweepReport other) => new(
        one.Open + other.Open, one.Woken + other.Woken, one.OldestLag > other.OldestLag ? one.OldestLag : other.OldestLag);
}
