namespace OnCall.LocalHost.ServiceBus;

/// <param name="Queues">Every queue that exists; nothing creates one later.</param>
public sealed record EmbeddedServiceBusOptions(IReadOnlyList<QueueOptions> Queues)
{
    public const int AnyFreePort = 0;

    public int Port { get; init; } = AnyFreePort;

    public string KeyName { get; init; } = "RootManageSharedAccessKey";

    /// <summary>Only this machine can reach the bus: the key is there to be checked, not to be secret.</summary>
    public string Key { get; init; } = "SAS_KEY_VALUE";
}

/// <summary>A queue, with the defaults of this project's own queues.</summary>
public sealed record QueueOptions(string Name)
{
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromSeconds(30);

    public int MaxDeliveryCount { get; init; } = 10;
}
