using Amqp;
using Amqp.Sasl;
using Microsoft.Extensions.Logging.Abstractions;
using OnCall.LocalHost.ServiceBus;

namespace OnCall.Adapters.Tests.ServiceBus;

public class NewcomerTests
{
    [Fact]
    public async Task A_connection_that_shows_no_token_is_dropped()
    {
        await using var bus = EmbeddedServiceBus.Start(
            new([]) { TokenWithin = TimeSpan.FromMilliseconds(20) },
            TimeProvider.System, NullLogger<EmbeddedServiceBus>.Instance);
        var factory = new ConnectionFactory();
        factory.SASL.Profile = SaslProfile.Anonymous;
        var connection = await factory.CreateAsync(new Address($"amqp://127.0.0.1:{bus.Port}"));

        await LocalBus.UntilAsync(() => connection.IsClosed);

        Assert.Equal("amqp:unauthorized-access", connection.Error.Condition);
    }
}
