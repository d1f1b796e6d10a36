namespace OnCall.LocalHost.ServiceBus;

/// <param name="Queues">Every queue that exists; nothing creates one later.</param>
public sealed record EmbeddedServiceBusOptions(IReadOnlyList<QueueOptions> Queues)
{
    public const int AnyFreePort = 0;

    public int Port { get; init; } = AnyFreePort;

    public string KeyName { get; init; } = "RootManageSharedAccessKey";

    /// <summary>Only this machine can reach the bus: the key is there to be checked, not to be secret.</summary>
    public string Key { get; init; } = "SAS_KEY_VALUE";

    /// <summary>Where messages outlive a restart; null keeps them in memory only.</summary>
    public string? JournalFile { get; init; }

    /// <summary>As the Standard tier's.</summary>
    public int MaxMessageBytes { get; init; } = 256 * 1024;

    /// <summary>How long a connection may stand without a token, as the service's; of the machine's time.</summary>
    public TimeSpan TokenWithin { get; init; } = TimeSpan.FromSeconds(20);
}

/// <summary>A queue, with the defaults of this project's own queues.</summary>
public sealed record QueueOptions(string Name)
{
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromSeconds(30);

    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>The default and the limit for every message; null lets messages live as long as they want.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>What has expired becomes a dead letter; otherwise it is gone.</summary>
    public bool DeadLetterExpired { get; init; }

    /// <summary>How long a message's id is remembered, so that a copy is dropped; null does not look for copies.</summary>
    public TimeSpan? DuplicateWindow { get; init; }

    /// <summary>Dead letters wait for a person: they have as many tries as they need, and all the time.</summary>
    public QueueOptions ForDeadLetters => new($"{Name}/{EntityPath.DeadLetters}")
    {
        LockDuration = LockDuration,
        MaxDeliveryCount = int.MaxValue,
    };
}
