namespace OnCall.LocalHost.FunctionsHost;

/// <summary>Where the messages of Service Bus triggers come from.</summary>
public interface IQueueMessages
{
    /// <summary>
    /// Starts to deliver the messages of a queue, until what is returned is disposed. The handler says true for
    /// a message to be completed and false for one to be abandoned. It counts as busy only until it answers; from
    /// there until the message is settled, the one who delivers has to.
    /// </summary>
    Task<IAsyncDisposable> ListenAsync(
        string queue,
        int maxConcurrentCalls,
        Func<QueueMessage, CancellationToken, Task<bool>> handler,
        CancellationToken cancellation);
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
