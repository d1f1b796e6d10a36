using OnCall.Core.Handovers;
using OnCall.Engine.Silences;

namespace OnCall.Engine.Handovers;

/// <summary>What the team itself has set: silences that lift within the coming week, and alerts known to be noisy.</summary>
public sealed class NoisyAlertsSource(StoredSilences silences, TimeProvider clock) : INoteSource
{
    public NoteSection Section => NoteSection.NoisyAlerts;

    public async Task<SectionContent> ReadAsync(CancellationToken cancellation) =>
        NoteLines.Of(await silences.ReadAsync(cancellation), clock.GetUtcNow());
}
