using Microsoft.Extensions.Logging;
using OnCall.Engine.Outbox;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Wakeups;

/// <summary>
/// Answers a knock: acts on a deadline that has passed, then delivers what is open. Lost, early, late, doubled
/// and reordered knocks change nothing but promptness.
/// </summary>
public sealed partial class WakeupHandler(
    DurableProcesses processes,
    IStreamStore store,
    IWakeups wakeups,
    EffectDelivery delivery,
    TimeProvider clock,
    Patience patience,
    ILogger<WakeupHandler> log)
{
    static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(5);
    static readonly TimeSpan DropAfter = TimeSpan.FromSeconds(30);

    public async Task HandleAsync(Wakeup wakeup, CancellationToken cancellation)
    {
        if (await ReadCommittedAsync(wakeup, cancellation) is not { } head)
        {
            await LookLaterAsync(wakeup, cancellation);
            return;
        }

        var now = clock.GetUtcNow();
        if (head.Deadline is { } deadline && deadline <= now)
            await processes.KindOf(wakeup.Process).WakeUpAsync(wakeup.Process, cancellation);
        else if (head.Deadline is { } later && wakeup.Due >= later)
            // The bus's clock runs ahead of ours.
            await wakeups.SendAsync(wakeup with { Due = later }, cancellation);

        await delivery.DeliverAsync(wakeup, cancellation);
    }

    // A knock goes out before its commit and can overtake it: usually by milliseconds.
    async Task<Head?> ReadCommittedAsync(Wakeup wakeup, CancellationToken cancellation)
    {
        foreach (var wait in patience.Waits)
        {
            if (await store.ReadHeadAsync(wakeup.Process, cancellation) is { } head && head.Version >= wakeup.Version)
                return head;
            await Task.Delay(wait, patience.Clock, cancellation);
        }

        return await store.ReadHeadAsync(wakeup.Process, cancellation) is { } last && last.Version >= wakeup.Version
            ? last
            : null;
    }

    async Task LookLaterAsync(Wakeup wakeup, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (now - wakeup.SentAt > DropAfter)
        {
            LogDropped(wakeup.Process, wakeup.Version);
            return;
        }

        await wakeups.SendAsync(wakeup with { Due = now + LookAgainAfter }, cancellation);
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "{Process}: step {Version} was never committed; its wake-up is dropped")]
    partial void LogDropped(ProcessId process, long version);
}
