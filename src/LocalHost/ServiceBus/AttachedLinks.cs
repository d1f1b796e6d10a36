using Amqp;
using Amqp.Framing;
using Amqp.Listener;
using Amqp.Types;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>Who is connected and attached: closed when no token allows it any more.</summary>
sealed class AttachedLinks(Grants grants)
{
    readonly List<(ListenerLink Link, string Address)> _links = [];

    // Its token may have run out between the answer and now.
    public void Add(ListenerLink link, string address)
    {
        _links.Add((link, address));
        CloseUnlessAllowed(link, address);
    }

    /// <summary>As the service does when a token was not renewed in time.</summary>
    public void CloseUnauthorized()
    {
        _links.RemoveAll(entry => entry.Link.IsClosed);
        foreach (var (link, address) in _links)
            CloseUnlessAllowed(link, address);
    }

    public void Forget(Connection connection)
    {
        grants.Remove(connection);
        _links.RemoveAll(entry => ReferenceEquals(entry.Link.Session.Connection, connection));
    }

    public void CloseUnlessKnown(Connection connection)
    {
        if (!connection.IsClosed && !grants.Knows(connection))
            connection.Close(TimeSpan.Zero, Unauthorized("The connection has shown no token."));
    }

    void CloseUnlessAllowed(ListenerLink link, string address)
    {
        if (address != CbsNode.Address && !link.IsClosed && !grants.Allow(link.Session.Connection, address))
            link.Close(TimeSpan.Zero, Unauthorized("The token has expired."));
    }

    static Error Unauthorized(string description) =>
        new(new Symbol(ErrorCode.UnauthorizedAccess)) { Description = description };
}
