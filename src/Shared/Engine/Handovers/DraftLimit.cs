namespace OnCall.Engine.Handovers;

/// <summary>How long a source of the handover note may take: a handover opens on time, with or without one that hangs.</summary>
/// <param name="Clock">The machine's, not the business's: what takes time meanwhile is a neighbour's answer.</param>
public sealed record DraftLimit(TimeProvider Clock)
{
    public static readonly TimeSpan ReadWithin = TimeSpan.FromSeconds(8);
}
