using OnCall.Core.Handovers;

namespace OnCall.Engine.Handovers;

/// <summary>Who may not be helped from inside without their Owner.</summary>
public sealed class ClosedOrgsSource(IClosedOrgs orgs) : INoteSource
{
    public NoteSection Section => NoteSection.ClosedOrgs;

    public async Task<SectionContent> ReadAsync(CancellationToken cancellation) =>
        (await orgs.ReadAsync(cancellation)).AsSection(found => NoteLines.Of(found, orgs.WholeList));
}
