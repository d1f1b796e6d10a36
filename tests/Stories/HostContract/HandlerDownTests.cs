using Microsoft.Extensions.Logging.Abstractions;
using OnCall.Adapters.ServiceBus;
using OnCall.Engine.Streams;
using OnCall.Engine.Wakeups;
using OnCall.LocalHost.FunctionsHost;
using OnCall.LocalHost.ServiceBus;
using OnCall.LocalHost.Site;
using OnCall.LocalHost.Time;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.HostContract;

/// <summary>The handler goes away for long while messages come, over the wire and with locks that run out.</summary>
public sealed class HandlerDownTests : IAsyncDisposable
{
    static readonly TimeSpan Long = TimeSpan.FromHours(1);

    readonly SimulatedClock _clock = new(PlayedHost.Start);
    readonly HandlerByHand _handler = new();
    readonly EmbeddedServiceBus _bus;
    readonly ServiceBusConnection _connection;
    readonly ServiceBusWakeups _wakeups;

    public HandlerDownTests()
    {
        _bus = EmbeddedServiceBus.Start(
            new([new QueueOptions(ServiceBusWakeups.Queue)]), _clock, NullLogger<EmbeddedServiceBus>.Instance);
        _connection = new(
            ServiceBusConnectionString.Parse(_bus.ConnectionString), _clock, NullLogger<ServiceBusConnection>.Instance);
        _wakeups = new(_connection, _clock);
    }

    QueueView Held => _bus.Queue(ServiceBusWakeups.Queue);

    [Fact]
    public async Task A_handler_that_is_down_for_long_loses_no_delivery_but_the_one_it_was_working_on()
    {
        using var folder = new FunctionsFolderOnDisk().WithQueue("Wakeup", ServiceBusWakeups.Queue);
        await using var player = await FunctionsHostPlayer.StartAsync(
            new FunctionsHostSetup(FunctionsFolder.Read(folder.Path), _handler)
            {
                Port = 0,
                Clock = _clock,
                Messages = new ServiceBusQueues(_connection, NullLogger<ServiceBusReceiver>.Instance),
            },
            TestContext.Current.CancellationToken);
        var isAtWork = new TaskCompletionSource();
        await using (var dying = await HandlerInTest.StartAsync(context =>
        {
            isAtWork.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        }))
        {
            _handler.Up(dying.Address);
            await SendAsync(1);
            await isAtWork.Task;
            // Its end is noticed only after its connections are gone.
            await dying.EndAbruptlyAsync();
            for (var version = 2; version <= 50; version++)
                await SendAsync(version);
        }

        _handler.Down();
        await Eventually.TrueAsync(() => Held.Active.Count == 50, "all wait in the queue");
        _clock.MoveTo(_clock.GetUtcNow() + Long);
        Assert.Equal([1, .. new int[49]], Held.Active.Select(message => message.DeliveryCount));

        await using var back = await HandlerInTest.StartAsync();
        _handler.Up(back.Address);
        await Eventually.TrueAsync(() => Held is { Active: [], Locked: [] }, "all is worked off");
        Assert.Equal(50, back.Requests.Count);
        Assert.Empty(Held.DeadLettered);
    }

    public async ValueTask DisposeAsync()
    {
        await _wakeups.DisposeAsync();
        await _connection.DisposeAsync();
        await _bus.DisposeAsync();
    }

    Task SendAsync(int version) => _wakeups.SendAsync(
        new Wakeup(new ProcessId("incident-1"), version, _clock.GetUtcNow(), _clock.GetUtcNow()),
        TestContext.Current.CancellationToken);
}
