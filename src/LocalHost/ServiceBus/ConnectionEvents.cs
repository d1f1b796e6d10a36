using Amqp;
using Amqp.Handler;
using EventId = Amqp.Handler.EventId;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>What the library tells in no other place, for one connection.</summary>
sealed class ConnectionEvents(Action<Connection> opened) : IHandler
{
    public bool CanHandle(EventId id) => id is EventId.SendDelivery or EventId.ConnectionRemoteOpen;

    public void Handle(Event protocolEvent)
    {
        if (protocolEvent.Id == EventId.ConnectionRemoteOpen)
            opened(protocolEvent.Connection);
        else if (protocolEvent.Context is IDelivery { Message: LockedDelivery locked } delivery)
            // The lock's token goes out as the delivery's tag.
            delivery.Tag = locked.Token.ToByteArray();
    }
}
