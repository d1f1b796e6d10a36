using Amqp;
using Amqp.Framing;
using Amqp.Types;
using OnCall.Engine.Wakeups;

namespace OnCall.Adapters.ServiceBus;

/// <summary>Knocks are messages in the queue <c>wakeups</c>; the bus holds back what is due later.</summary>
public sealed class ServiceBusWakeups(ServiceBusConnection connection, TimeProvider clock) : IWakeups, IAsyncDisposable
{
    public const string Queue = "wakeups";

    static readonly Symbol ScheduledEnqueueTime = "x-opt-scheduled-enqueue-time";

    readonly ServiceBusSender _sender = new(connection, Queue);

    public Task SendAsync(Wakeup wakeup, CancellationToken cancellation)
    {
        var body = WakeupMessage.Write(wakeup);
        // Not made from the wake-up: a process id may be longer than the bus lets a message id be.
        var id = Guid.NewGuid().ToString("N");
        return _sender.SendAsync(() => Message(body, id, wakeup.Due), cancellation);
    }

    /// <summary>Returns when a knock could be sent now; throws what stands against it.</summary>
    /// <exception cref="ServiceBusException">There is no such queue, no permission, or no way to the bus.</exception>
    public Task CheckAsync(CancellationToken cancellation) => _sender.OpenAsync(cancellation);

    public ValueTask DisposeAsync() => _sender.DisposeAsync();

    Message Message(byte[] body, string id, DateTimeOffset due)
    {
        var message = new Message
        {
            Properties = new Properties { MessageId = id, ContentType = "application/json" },
            BodySection = new Data { Binary = body },
        };
        if (due > clock.GetUtcNow())
            message.MessageAnnotations = new MessageAnnotations { [ScheduledEnqueueTime] = NotBefore(due).UtcDateTime };
        return message;
    }

    // The wire counts milliseconds. Cut off, a knock would come too early, find nothing due, and be spent.
    static DateTimeOffset NotBefore(DateTimeOffset due)
    {
        var over = due.UtcTicks % TimeSpan.TicksPerMillisecond;
        return over == 0 ? due : due.AddTicks(TimeSpan.TicksPerMillisecond - over);
    }
}
