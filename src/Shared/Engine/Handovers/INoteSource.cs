using OnCall.Core.Handovers;

namespace OnCall.Engine.Handovers;

/// <summary>Knows what stands in one section of the handover note.</summary>
public interface INoteSource
{
    NoteSection Section { get; }

    Task<SectionContent> ReadAsync(CancellationToken cancellation);
}
