using OnCall.Core.Effects;

namespace OnCall.Core.Noise;

/// <summary>What the noise is told. Every command carries the time at which it is told.</summary>
public abstract record NoiseCommand(DateTimeOffset Now)
{
    /// <param name="Reports">In the order in which they came.</param>
    public sealed record Take(IReadOnlyList<HeardNoise> Reports, DateTimeOffset Now) : NoiseCommand(Now);

    /// <summary>Slack refused an effect for good.</summary>
    public sealed record Refuse(Effect Effect, string Why, DateTimeOffset Now) : NoiseCommand(Now);

    /// <summary>One of its effects was not needed any more when its turn came.</summary>
    public sealed record Overtaken(Effect Effect, string Why, DateTimeOffset Now) : NoiseCommand(Now);

    public sealed record WakeUp(DateTimeOffset Now) : NoiseCommand(Now);
}

/// <param name="SilencedUntil">When the silence of its rule ends; null when there is none.</param>
public sealed record HeardNoise(NoiseReport Report, DateTimeOffset? SilencedUntil);
