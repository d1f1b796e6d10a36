using Amqp;
using Amqp.Sasl;

namespace OnCall.Adapters.ServiceBus;

/// <summary>Opens the connection itself; who we are is said later, over <c>$cbs</c>.</summary>
static class Connecting
{
    // The library's own time limit ends with the TCP connection: a peer that says nothing would hold us for ever.
    public static async Task<Connection> ConnectAsync(ServiceBusSettings settings)
    {
        var connecting = Factory().CreateAsync(AddressOf(settings));
        try
        {
            return await connecting.WaitAsync(ServiceBusLimits.ConnectWithin);
        }
        catch (TimeoutException)
        {
            _ = connecting.ContinueWith(late => late.Result.Close(TimeSpan.Zero, null), CancellationToken.None,
                TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
    }

    static ConnectionFactory Factory()
    {
        var factory = new ConnectionFactory();
        factory.SASL.Profile = SaslProfile.Anonymous;
        factory.TCP.NoDelay = true;
        factory.AMQP.ContainerId = $"oncall-{Guid.NewGuid():N}";
        factory.AMQP.IdleTimeout = (int)ServiceBusLimits.IdleTimeout.TotalMilliseconds;
        return factory;
    }

    static Address AddressOf(ServiceBusSettings settings) =>
        new(settings.Host, settings.Port, null, null, "/", settings.IsPlain ? "amqp" : "amqps");
}
