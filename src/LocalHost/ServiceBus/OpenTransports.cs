using System.Collections.Concurrent;
using Amqp;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>The wires of all connections, so that they can be cut.</summary>
sealed class OpenTransports
{
    readonly ConcurrentDictionary<ITransport, bool> _open = [];

    public void Add(ITransport transport) => _open[transport] = true;

    public void Remove(ITransport transport) => _open.TryRemove(transport, out _);

    /// <summary>Nobody is told: the other side finds the connection gone.</summary>
    public void Cut()
    {
        foreach (var transport in _open.Keys)
            transport.Close();
    }
}
