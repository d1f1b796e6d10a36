using System.Collections.Concurrent;
using OnCall.LocalHost.FunctionsHost;

namespace OnCall.Stories.Fixtures;

/// <summary>A bus whose messages the test delivers itself.</summary>
public sealed class MessagesByHand : IQueueMessages
{
    readonly ConcurrentDictionary<string, Func<QueueMessage, CancellationToken, Task<bool>>> _handlers = new();

    public int MaxConcurrentCalls { get; private set; }

    /// <summary>True when the message was completed.</summary>
    public Task<bool> DeliverAsync(string queue, QueueMessage message) =>
        _handlers[queue](message, TestContext.Current.CancellationToken);

    public Task<IAsyncDisposable> ListenAsync(
        string queue,
        int maxConcurrentCalls,
        Func<QueueMessage, CancellationToken, Task<bool>> handler,
        CancellationToken cancellation)
    {
        MaxConcurrentCalls = maxConcurrentCalls;
        _handlers[queue] = handler;
        return Task.FromResult<IAsyncDisposable>(new Listening(this, queue));
    }

    sealed class Listening(MessagesByHand messages, string queue) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            messages._handlers.TryRemove(queue, out _);
            return ValueTask.CompletedTask;
        }
    }
}
