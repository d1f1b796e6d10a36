using OnCall.Adapters.ServiceBus;
using OnCall.LocalHost.Time;

namespace OnCall.Adapters.Tests.ServiceBus;

public sealed class AuthorizationTests : IAsyncDisposable
{
    readonly LocalBus _bus = new();

    [Fact]
    public async Task A_wrong_key_is_refused_and_not_printed()
    {
        var wrong = _bus.Broker.ConnectionString.Replace("SAS_KEY_VALUE", "another-secret", StringComparison.Ordinal);
        await using var connection = _bus.Connect(wrong);

        var exception = await Assert.ThrowsAsync<ServiceBusException>(() => Check(connection));

        Assert.Contains("401 The token has an invalid signature.", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another-secret", exception.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("SharedAccessSignature", exception.ToString(), StringComparison.Ordinal);
        Assert.False(exception.IsTransient);
    }

    [Fact]
    public async Task An_identity_is_asked_for_the_scope_of_the_bus_and_let_in()
    {
        var identity = FixedIdentity.Until(LocalBus.Start.AddHours(1));
        await using var connection = _bus.Connect(As(identity));

        await Check(connection);

        Assert.Equal("https://servicebus.azure.net/.default", Assert.Single(identity.Scopes));
    }

    [Fact]
    public async Task An_identity_whose_token_is_over_is_refused()
    {
        await using var connection = _bus.Connect(As(FixedIdentity.Until(LocalBus.Start)));

        var exception = await Assert.ThrowsAsync<ServiceBusException>(() => Check(connection));

        Assert.Contains("401 The token has expired.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_is_over()
    {
        var identity = FixedIdentity.Until(LocalBus.Start.AddHours(1));
        await using var connection = _bus.Connect(As(identity));
        await Check(connection);

        _bus.Clock.MoveTo(LocalBus.Start.AddMinutes(45));

        await LocalBus.UntilAsync(() => identity.Scopes.Count == 2);
    }

    [Fact]
    public async Task A_link_whose_token_was_not_renewed_is_closed()
    {
        // The client's clock stands still, so it renews nothing.
        await using var connection = _bus.Connect(ShortLived(), new SimulatedClock(LocalBus.Start));
        var link = await connection.AttachSenderAsync(LocalBus.Queue, LocalBus.Cancellation);

        _bus.Clock.MoveTo(LocalBus.Start.AddMinutes(1));

        await LocalBus.UntilAsync(() => link.IsClosed);
        Assert.Equal("amqp:unauthorized-access", link.Error.Condition);
    }

    [Fact]
    public async Task A_jump_over_the_end_of_the_token_costs_no_knock()
    {
        await using var connection = _bus.Connect(ShortLived());
        await using var wakeups = new ServiceBusWakeups(connection, _bus.Clock);
        await wakeups.CheckAsync(LocalBus.Cancellation);

        // In one jump: no renewal can be on time.
        for (var day = 1; day <= 5; day++)
        {
            _bus.Clock.MoveTo(LocalBus.Start.AddDays(day));
            await wakeups.SendAsync(LocalBus.Knock(day, LocalBus.Start), LocalBus.Cancellation);
        }

        // One that was taken while its link was closed is sent again, under its id.
        Assert.Equal(5, _bus.Held.Active.Select(message => message.MessageId).Distinct().Count());
    }

    [Fact]
    public async Task A_queue_that_is_not_there_is_named()
    {
        var exception = await Assert.ThrowsAsync<ServiceBusException>(
            () => _bus.Connection.AttachSenderAsync("nowhere", LocalBus.Cancellation));

        Assert.Contains("amqp:not-found", exception.Message, StringComparison.Ordinal);
        Assert.Contains("nowhere", exception.Message, StringComparison.Ordinal);
        await _bus.SendAsync(1); // the connection still serves
    }

    [Fact]
    public async Task Nobody_sends_to_dead_letters()
    {
        var exception = await Assert.ThrowsAsync<ServiceBusException>(
            () => _bus.Connection.AttachSenderAsync(LocalBus.DeadLetters, LocalBus.Cancellation));

        Assert.Contains("amqp:not-allowed", exception.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    ServiceBusSettings ShortLived()
    {
        var settings = ServiceBusConnectionString.Parse(_bus.Broker.ConnectionString);
        return settings with { Credential = ((SharedAccessKey)settings.Credential).Lasting(TimeSpan.FromMinutes(1)) };
    }

    ServiceBusSettings As(FixedIdentity identity) =>
        new("127.0.0.1", _bus.Broker.Port, IsPlain: true, new ServiceBusIdentity(identity));

    Task Check(ServiceBusConnection connection) =>
        new ServiceBusWakeups(connection, _bus.Clock).CheckAsync(LocalBus.Cancellation);
}
