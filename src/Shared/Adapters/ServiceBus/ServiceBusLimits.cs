namespace OnCall.Adapters.ServiceBus;

/// <summary>How long the bus may take, of the machine's time: a simulated clock makes no network faster.</summary>
static class ServiceBusLimits
{
    public static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(15);
    public static readonly TimeSpan AttachWithin = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan TokenWithin = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan SendWithin = TimeSpan.FromSeconds(20);
    public static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(2);

    /// <summary>A silent peer is noticed after this time and up to twenty seconds more.</summary>
    public static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(30);

    /// <summary>A first try, and one more on a fresh connection.</summary>
    public const int SendAttempts = 2;
}
