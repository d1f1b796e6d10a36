using OnCall.Core.Handovers;
using OnCall.Core.Policy;

namespace OnCall.Engine.Handovers;

/// <summary>"Anything in alpha or beta that the incoming primary inherits."</summary>
public sealed class DeploysSource(IDeploys deploys, OnCallPolicy policy) : INoteSource
{
    public NoteSection Section => NoteSection.DeploysInFlight;

    public async Task<SectionContent> ReadAsync(CancellationToken cancellation) =>
        (await deploys.ReadAsync(cancellation)).AsSection(
            found => NoteLines.Of(found, policy.Deploys.Environments, deploys.WholeList));
}
