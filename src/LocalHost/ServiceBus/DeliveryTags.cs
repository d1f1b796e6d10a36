using Amqp.Handler;
using EventId = Amqp.Handler.EventId;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>The lock's token goes out as the delivery's tag: the library offers no other place to say so.</summary>
sealed class DeliveryTags : IHandler
{
    public bool CanHandle(EventId id) => id == EventId.SendDelivery;

    public void Handle(Event protocolEvent)
    {
        if (protocolEvent.Context is IDelivery { Message: LockedDelivery locked } delivery)
            delivery.Tag = locked.Token.ToByteArray();
    }
}
