using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using OnCall.Core.Handovers;

namespace OnCall.Engine.Handovers;

/// <summary>Drafts the note: asks all sources beside one another, and waits for none of them longer than it may.</summary>
public sealed partial class HandoverDraft(IEnumerable<INoteSource> sources, DraftLimit limits, ILogger<HandoverDraft> log)
{
    readonly Dictionary<NoteSection, INoteSource> _sources = sources.ToDictionary(source => source.Section);

    public async Task<HandoverNote> ReadAsync(CancellationToken cancellation)
    {
        var parts = await ReadAsync(Enum.GetValues<NoteSection>(), cancellation);
        return new HandoverNote(parts);
    }

    public async Task<IReadOnlyList<NotePart>> ReadAsync(IEnumerable<NoteSection> sections, CancellationToken cancellation) =>
        await Task.WhenAll(sections.Select(async section => new NotePart(section, await ReadAsync(section, cancellation))));

    [SuppressMessage("Design", "CA1031", Justification =
        "Whatever keeps one source from answering: the others have answered, and people have to see them.")]
    async Task<SectionContent> ReadAsync(NoteSection section, CancellationToken cancellation)
    {
        if (!_sources.TryGetValue(section, out var source))
            return new SectionContent.Unread("Nothing reads it here.");

        using var limit = new CancellationTokenSource(DraftLimit.ReadWithin, limits.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return await source.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new SectionContent.Unread("Its source did not answer in time.");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotRead(e, section);
            return new SectionContent.Unread("Its source failed; the service's log says how.");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The section {Section} of the handover note could not be read")]
    partial void LogNotRead(Exception e, NoteSection section);
}
