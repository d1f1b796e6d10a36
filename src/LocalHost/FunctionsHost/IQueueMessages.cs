using OnCall.LocalHost.ServiceBus;

namespace OnCall.LocalHost.FunctionsHost;

/// <summary>Where the messages of Service Bus triggers come from.</summary>
public interface IQueueMessages
{
    /// <summary>
    /// Starts to deliver the messages of a queue, until what is returned is disposed. The function counts as busy
    /// only until it answers; from there until the message is settled, the one who delivers has to.
    /// </summary>
    Task<IAsyncDisposable> ListenAsync(
        string queue, int maxConcurrentCalls, IMessageFunction function, CancellationToken cancellation);
}

/// <summary>Whom the messages of a queue are for.</summary>
public interface IMessageFunction
{
    Task<Settlement> HandleAsync(QueueMessage message, CancellationToken cancellation);

    /// <summary>Returns when messages can be handled; asked after one was released because they could not.</summary>
    Task ReadyAsync(CancellationToken cancellation);
}

/// <param name="DeliveryCount">1 on the first delivery.</param>
public sealed record QueueMessage(
    ReadOnlyMemory<byte> Body,
    string MessageId,
    int DeliveryCount,
    DateTimeOffset EnqueuedTimeUtc,
    long SequenceNumber,
    string? CorrelationId,
    string? ContentType,
    IReadOnlyDictionary<string, object?> ApplicationProperties,
    Guid LockToken);
