using OnCall.Adapters.ServiceBus;

namespace OnCall.Adapters.Tests.ServiceBus;

public sealed class ServiceBusWakeupsTests : IAsyncDisposable
{
    const int ManySends = 200;

    readonly LocalBus _bus = new();

    [Fact]
    public async Task A_knock_that_is_due_arrives_and_is_gone_when_handled()
    {
        await using var inbox = _bus.Receive();

        await _bus.SendAsync(version: 7);

        var message = await inbox.NextAsync();
        Assert.Equal(LocalBus.Knock(7, LocalBus.Start), WakeupMessage.Read(message.Body.Span));
        Assert.Equal("application/json", message.ContentType);
        Assert.NotNull(message.MessageId);
        Assert.Equal(1, message.DeliveryCount);
        Assert.Equal(LocalBus.Start, message.EnqueuedAt);
        Assert.NotEqual(Guid.Empty, message.LockToken);
        await LocalBus.UntilAsync(() => _bus.Broker.UnderWay == 0);
        Assert.Empty(_bus.Held.DeadLettered);
    }

    [Fact]
    public async Task A_knock_that_is_due_later_waits_for_the_clock()
    {
        await using var inbox = _bus.Receive();
        var due = LocalBus.Start.AddMinutes(15);
        await _bus.SendAsync(1, due);

        Assert.Single(_bus.Held.Scheduled);
        await LocalBus.UntilAsync(() => _bus.Broker.UnderWay == 0);
        _bus.Clock.MoveTo(due.AddMilliseconds(-1));
        Assert.Single(_bus.Held.Scheduled);
        Assert.Equal(0, inbox.Waiting);

        _bus.Clock.MoveTo(due);
        var message = await inbox.NextAsync();
        Assert.Equal(due, message.EnqueuedAt);
    }

    [Fact]
    public async Task The_clock_knows_when_a_knock_is_due_as_soon_as_it_is_sent()
    {
        var due = LocalBus.Start.AddMinutes(15).AddTicks(1);

        await _bus.SendAsync(1, due);

        // The wire counts milliseconds: never early, so at most one late.
        Assert.Equal(LocalBus.Start.AddMinutes(15).AddMilliseconds(1), _bus.Clock.NextDue);
    }

    [Fact]
    public async Task A_knock_whose_time_has_come_is_under_way_before_anybody_got_round_to_it()
    {
        await _bus.SendAsync(1, LocalBus.Start.AddMinutes(15));

        _bus.Clock.MoveTo(LocalBus.Start.AddMinutes(15));

        Assert.True(_bus.Broker.UnderWay >= 1);
    }

    [Fact]
    public async Task Two_hundred_knocks_at_once_all_arrive()
    {
        await Task.WhenAll(Enumerable.Range(1, ManySends).Select(version => _bus.SendAsync(version)));

        await using var inbox = _bus.Receive(credit: 50);
        var arrived = new HashSet<long>();
        for (var count = 0; count < ManySends; count++)
            arrived.Add(await inbox.NextVersionAsync());
        Assert.Equal(ManySends, arrived.Count);
    }

    [Fact]
    public async Task A_broker_that_came_back_is_found_again_by_sender_and_receiver()
    {
        await using var inbox = _bus.Receive();
        await _bus.SendAsync(1);
        Assert.Equal(1, await inbox.NextVersionAsync());

        await _bus.StopBrokerAsync();
        _bus.StartBrokerAgain();

        await _bus.SendAsync(2);
        Assert.Equal(2, await inbox.NextVersionAsync());
    }

    [Fact]
    public async Task While_the_broker_is_away_sending_says_so()
    {
        await _bus.Wakeups.CheckAsync(LocalBus.Cancellation);
        await _bus.StopBrokerAsync();

        var exception = await Assert.ThrowsAsync<ServiceBusException>(() => _bus.SendAsync(1));

        Assert.True(exception.IsTransient);
        await Assert.ThrowsAsync<ServiceBusException>(() => _bus.Wakeups.CheckAsync(LocalBus.Cancellation));
    }

    /// <summary>As a drill does: the clock jumps to the next moment when nothing is under way.</summary>
    [Fact]
    public async Task A_day_of_knocks_each_sending_the_next_passes_in_a_moment()
    {
        var step = TimeSpan.FromMinutes(5);
        var arrivals = new List<DateTimeOffset>();
        await using var inbox = _bus.Receive(handleAsync: async message =>
        {
            var version = WakeupMessage.Read(message.Body.Span).Version;
            arrivals.Add(_bus.Clock.GetUtcNow());
            await _bus.SendAsync(version + 1, _bus.Clock.GetUtcNow() + step);
            return true;
        });
        await _bus.SendAsync(1, LocalBus.Start + step);

        while (_bus.Clock.GetUtcNow() < LocalBus.Start.AddDays(1))
        {
            await LocalBus.UntilAsync(() => _bus.Broker.UnderWay == 0);
            _bus.Clock.MoveTo(_bus.Clock.NextDue!.Value);
        }

        await LocalBus.UntilAsync(() => _bus.Broker.UnderWay == 0);
        Assert.Equal(Enumerable.Range(1, 24 * 12).Select(count => LocalBus.Start + count * step), arrivals);
    }

    [Fact]
    public async Task A_closed_sender_sends_no_more()
    {
        await _bus.SendAsync(1);

        await _bus.Wakeups.DisposeAsync();
        await _bus.Connection.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => _bus.SendAsync(2));
        Assert.Single(_bus.Held.Active);
    }

    public ValueTask DisposeAsync() => _bus.DisposeAsync();
}
