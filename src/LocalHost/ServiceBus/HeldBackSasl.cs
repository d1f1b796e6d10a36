using Amqp;
using Amqp.Sasl;
using Amqp.Types;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>
/// Lets everybody in, as the service does: it is the token that counts. One instance serves all connections.
/// The library would send its AMQP header and open right behind the SASL outcome, and a client that gets all of
/// it in one packet may trip over it; so the output waits until the client has sent its own header.
/// </summary>
sealed class HeldBackSasl(string mechanism, OpenTransports transports) : SaslProfile(mechanism)
{
    /// <summary>What the service offers its clients: both mean "wait for the token".</summary>
    public static readonly IReadOnlyList<string> Mechanisms = ["ANONYMOUS", "MSSBCBS"];

    protected override ITransport UpgradeTransport(ITransport transport)
    {
        var heldBack = new HeldBackTransport((IAsyncTransport)transport, transports);
        transports.Add(heldBack);
        return heldBack;
    }

    protected override DescribedList? GetStartCommand(string hostname) => null;

    protected override DescribedList OnCommand(DescribedList command) => new SaslOutcome { Code = SaslCode.Ok };
}

sealed class HeldBackTransport(IAsyncTransport inner, OpenTransports transports) : IAsyncTransport
{
    /// <summary>Then it goes out anyway.</summary>
    static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);

    readonly TaskCompletionSource _clientSpoke = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void SetConnection(Connection connection) => inner.SetConnection(connection);

    public void Send(ByteBuffer buffer) => inner.Send(buffer);

    public int Receive(byte[] buffer, int offset, int count) => inner.Receive(buffer, offset, count);

    public void Close()
    {
        transports.Remove(this);
        _clientSpoke.TrySetResult();
        inner.Close();
    }

    public async Task SendAsync(IList<ByteBuffer> bufferList, int listSize)
    {
        if (!_clientSpoke.Task.IsCompleted)
            await _clientSpoke.Task.WaitAsync(MaxWait).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await inner.SendAsync(bufferList, listSize);
    }

    public async Task<int> ReceiveAsync(byte[] buffer, int offset, int count)
    {
        var received = await inner.ReceiveAsync(buffer, offset, count);
        _clientSpoke.TrySetResult();
        return received;
    }
}
