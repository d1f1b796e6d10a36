using OnCall.Core.Handovers;
using OnCall.Engine.Handovers;

namespace OnCall.Simulation;

/// <summary>One section's source: answers, says that it could not read, fails, or takes longer than it may.</summary>
sealed class SimulatedSource(World world, NoteSection section) : INoteSource
{
    public NoteSection Section => section;

    public async Task<SectionContent> ReadAsync(CancellationToken cancellation) =>
        await world.DoAsync(Part.Sources, Read, cancellation) ?? throw new AwayException(Part.Sources);

    // Null when it fails in a way that nobody expected.
    SectionContent? Read()
    {
        if (!world.Chance.Happens(world.Weather.SilentSource))
            return new SectionContent.Known([new NoteLine($"As of {world.Now:O}")], 1);
        world.Faults.Add("note source silent");
        return world.Chance.Happens(0.5) ? new SectionContent.Unread("It failed with 503.") : null;
    }
}
