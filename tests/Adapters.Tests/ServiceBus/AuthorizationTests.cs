using OnCall.Adapters.ServiceBus;

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
    public async Task A_link_whose_token_is_over_is_closed_and_a_new_one_is_let_in()
    {
        var settings = ServiceBusConnectionString.Parse(_bus.Broker.ConnectionString);
        var shortLived = settings with { Credential = ((SharedAccessKey)settings.Credential).Lasting(TimeSpan.FromMinutes(1)) };
        await using var connection = _bus.Connect(shortLived);
        var link = await connection.AttachSenderAsync(LocalBus.Queue, LocalBus.Cancellation);

        // In one jump: the renewal cannot be on time.
        _bus.Clock.MoveTo(LocalBus.Start.AddDays(1));

        await LocalBus.UntilAsync(() => link.IsClosed || _bus.Broker.UnderWay == 0);
        await Check(connection);
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

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    ServiceBusSettings As(FixedIdentity identity) =>
        new("127.0.0.1", _bus.Broker.Port, IsPlain: true, new ServiceBusIdentity(identity));

    Task Check(ServiceBusConnection connection) =>
        new ServiceBusWakeups(connection, _bus.Clock).CheckAsync(LocalBus.Cancellation);
}
