using System.Collections.Concurrent;
using OnCall.LocalHost.FunctionsHost;
using OnCall.LocalHost.ServiceBus;

namespace OnCall.Stories.Fixtures;

/// <summary>A bus whose messages the test delivers itself.</summary>
public sealed class MessagesByHand : IQueueMessages
{
    readonly ConcurrentDictionary<string, IMessageFunction> _functions = new();

    public int MaxConcurrentCalls { get; private set; }

    public Task<Settlement> DeliverAsync(string queue, QueueMessage message) =>
        _functions[queue].HandleAsync(message, TestContext.Current.CancellationToken);

    public Task<IAsyncDisposable> ListenAsync(
        string queue, int maxConcurrentCalls, IMessageFunction function, CancellationToken cancellation)
    {
        MaxConcurrentCalls = maxConcurrentCalls;
        _functions[queue] = function;
        return Task.FromResult<IAsyncDisposable>(new Listening(this, queue));
    }

    sealed class Listening(MessagesByHand messages, string queue) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            messages._functions.TryRemove(queue, out _);
            return ValueTask.CompletedTask;
        }
    }
}
