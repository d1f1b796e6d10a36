using OnCall.LocalHost.ServiceBus;

namespace OnCall.Adapters.Tests.ServiceBus;

/// <summary>A receiver whose handler is away takes nothing, and what came meanwhile has lost no try.</summary>
public sealed class ReceiverPauseTests : IAsyncDisposable
{
    const int Credit = 10;

    readonly LocalBus _bus = new();
    readonly TaskCompletionSource _isBack = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _isWaitedFor = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task Messages_wait_in_the_queue_while_the_handler_is_away()
    {
        await using var inbox = Receive(_ => _isBack.Task.IsCompleted ? Settlement.Complete : Settlement.Release);
        await _bus.SendAsync(1);
        await _isWaitedFor.Task.WaitAsync(LocalBus.IoLimit, LocalBus.Cancellation);
        for (var version = 2; version <= 3 * Credit; version++)
            await _bus.SendAsync(version);

        // What had been let in before may still come, and goes back; then nothing comes.
        await LocalBus.UntilAsync(() => _bus.Held.Active.Count == 3 * Credit);
        Assert.InRange(inbox.Waiting, 1, Credit);
        Assert.All(_bus.Held.Active, message => Assert.Equal(0, message.DeliveryCount));
    }

    [Fact]
    public async Task When_the_handler_is_back_all_of_it_comes_on_its_first_try()
    {
        await using var inbox = Receive(_ => _isBack.Task.IsCompleted ? Settlement.Complete : Settlement.Release);
        for (var version = 1; version <= 3 * Credit; version++)
            await _bus.SendAsync(version);
        await _isWaitedFor.Task.WaitAsync(LocalBus.IoLimit, LocalBus.Cancellation);

        _isBack.SetResult();

        await LocalBus.UntilAsync(() => _bus.Held is { Active: [], Locked: [] });
        Assert.Empty(_bus.Held.DeadLettered);
        while (inbox.Waiting > 0)
            Assert.Equal(1, (await inbox.NextAsync()).DeliveryCount);
    }

    /// <summary>However often it goes away: its places come back, and never more than there were.</summary>
    [Fact]
    public async Task A_pause_leaves_as_many_places_as_before()
    {
        var (isAway, busy, atOnce) = (true, 0, 0);
        var mayEnd = new TaskCompletionSource();
        await using var inbox = _bus.Receive(
            Credit,
            async _ =>
            {
                if (Volatile.Read(ref isAway))
                    return Settlement.Release;
                atOnce = Math.Max(atOnce, Interlocked.Increment(ref busy));
                await mayEnd.Task;
                Interlocked.Decrement(ref busy);
                return Settlement.Complete;
            },
            _ => Task.CompletedTask);
        await _bus.SendAsync(1);
        await LocalBus.UntilAsync(() => inbox.Waiting > 3 * Credit);

        Volatile.Write(ref isAway, false);
        for (var version = 2; version <= 3 * Credit; version++)
            await _bus.SendAsync(version);

        await LocalBus.UntilAsync(() => Volatile.Read(ref busy) == Credit);
        mayEnd.SetResult();
        await LocalBus.UntilAsync(() => _bus.Held is { Active: [], Locked: [] });
        Assert.Equal(Credit, atOnce);
    }

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    Inbox Receive(Func<ReceivedMessage, Settlement> settle) => _bus.Receive(
        Credit,
        message => Task.FromResult(settle(message)),
        stop =>
        {
            _isWaitedFor.TrySetResult();
            return _isBack.Task.WaitAsync(stop);
        });
}
