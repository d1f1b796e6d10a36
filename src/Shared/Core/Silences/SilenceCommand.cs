using OnCall.Core.Effects;
using OnCall.Core.Processes;

namespace OnCall.Core.Silences;

/// <summary>What is asked of the silences. Every command carries the time at which it is asked.</summary>
public abstract record SilenceCommand(DateTimeOffset Now)
{
    /// <summary>From now on.</summary>
    /// <param name="Why">In a few words; it is the audit trail.</param>
    /// <param name="Until">Null for a noisy alert without an end.</param>
    public sealed record Add(
        SilenceKind Kind, string Alert, string Why, DateTimeOffset? Until, Actor By, DateTimeOffset Now)
        : SilenceCommand(Now);

    /// <summary>Before its end, or because it has none.</summary>
    public sealed record Lift(int Number, Actor By, DateTimeOffset Now) : SilenceCommand(Now);

    /// <summary>A neighbour refused an effect for good.</summary>
    public sealed record Refuse(Effect Effect, string Why, DateTimeOffset Now) : SilenceCommand(Now);

    /// <summary>One of its effects was not needed any more when its turn came.</summary>
    public sealed record Overtaken(Effect Effect, string Why, DateTimeOffset Now) : SilenceCommand(Now);

    public sealed record WakeUp(DateTimeOffset Now) : SilenceCommand(Now);
}
