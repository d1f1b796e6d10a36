using OnCall.Adapters.ServiceBus;
using OnCall.LocalHost.FunctionsHost;
using OnCall.LocalHost.ServiceBus;

namespace OnCall.LocalHost.Site;

/// <summary>The messages that the played Functions host listens to come over AMQP, as the real one's do.</summary>
public sealed class ServiceBusQueues(ServiceBusConnection connection, ILogger<ServiceBusReceiver> log) : IQueueMessages
{
    public Task<IAsyncDisposable> ListenAsync(
        string queue, int maxConcurrentCalls, IMessageFunction function, CancellationToken cancellation) =>
        Task.FromResult<IAsyncDisposable>(new ServiceBusReceiver(
            connection, (queue, maxConcurrentCalls),
            (message, stop) => function.HandleAsync(ToQueueMessage(message), stop), function.ReadyAsync, log));

    static QueueMessage ToQueueMessage(ReceivedMessage message) => new(
        message.Body,
        message.MessageId ?? "",
        message.DeliveryCount,
        message.EnqueuedAt,
        message.SequenceNumber,
        message.CorrelationId,
        message.ContentType,
        message.ApplicationProperties.ToDictionary(property => property.Key, property => (object?)property.Value),
        message.LockToken);
}
