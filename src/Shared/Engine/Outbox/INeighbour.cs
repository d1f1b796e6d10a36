using OnCall.Core.Effects;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Outbox;

/// <summary>Somebody outside who can be told something: one a lane.</summary>
public interface INeighbour
{
    Lane Lane { get; }

    /// <summary>Never throws for what the neighbour answered or for a neighbour that cannot be reached.</summary>
    Task<Delivery> PerformAsync(Letter letter, CancellationToken cancellation);
}

/// <summary>An effect on its way to a neighbour.</summary>
/// <param name="Attempt">1 for the first. From the second on, an earlier attempt may have been received.</param>
/// <param name="Thread">The receipt of the message that opened the process's thread; null while there is none.</param>
/// <param name="CreatedAt">When it was decided: it was not sent before.</param>
public sealed record Letter(EffectId Id, Effect Effect, int Attempt, string? Thread, DateTimeOffset CreatedAt)
{
    /// <summary>What came of the attempt before; null when that is not known.</summary>
    public string? LastAnswer { get; init; }
}
